package betterauth.jakarta.events;

import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.jose.Hmac;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies events and acts by them, by each once. Safe for use by many threads.
 *
 * <p>An event that is sent again changes nothing. It counts as received, since Better Auth may not
 * have got the first answer.
 */
public final class EventReceiver {

    /** How an event is answered. */
    public enum Outcome {
        RECEIVED,
        /** It is none of those that there are. */
        MALFORMED,
        /** It is not signed by the secret, or too old. */
        REJECTED
    }

    /** By Standard Webhooks: clocks differ, and networks are slow. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int REMEMBERED = 100_000;

    private final Hmac hmac;
    private final BiConsumer<SessionEvent, Instant> action;
    private final Clock clock;

    /** Those that could be sent again. */
    private final Cache<CredentialHash, Boolean> received;

    /**
     * Receives events.
     *
     * @param action what an event is for, with the time at which it was sent
     */
    public EventReceiver(Secret secret, BiConsumer<SessionEvent, Instant> action, Clock clock) {
        this.hmac = Hmac.sha256(secret.bytes());
        this.action = action;
        this.clock = clock;
        this.received =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterWrite(TOLERANCE.multipliedBy(2))
                        .executor(Runnable::run)
                        .build();
    }

    /**
     * Decides about an event.
     *
     * @param id the header {@code webhook-id}
     * @param timestamp the header {@code webhook-timestamp}
     * @param signature the header {@code webhook-signature}
     */
    public Outcome receive(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signature,
            byte[] body) {
        Optional<EventSignature> signed = EventSignature.of(id, timestamp, signature);
        if (signed.isEmpty() || !isValid(signed.get(), body)) {
            return Outcome.REJECTED;
        }
        Optional<SessionEvent> event = SessionEvent.parse(body);
        if (event.isEmpty()) {
            return Outcome.MALFORMED;
        }
        if (received.asMap().putIfAbsent(CredentialHash.of(signed.get().id()), true) == null) {
            action.accept(event.get(), signed.get().sentAt());
        }
        return Outcome.RECEIVED;
    }

    private boolean isValid(EventSignature signed, byte[] body) {
        Duration age = Duration.between(signed.sentAt(), clock.instant()).abs();
        return age.compareTo(TOLERANCE) <= 0
                && signed.signatures().stream()
                        .anyMatch(signature -> hmac.verifies(signed.input(body), signature));
    }
}
