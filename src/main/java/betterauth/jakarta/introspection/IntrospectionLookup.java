package betterauth.jakarta.introspection;

import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.calls.AddressRange;
import betterauth.jakarta.calls.CallQueue;
import betterauth.jakarta.calls.CallerLimits;
import betterauth.jakarta.introspection.IntrospectionAnswer.Failed;
import betterauth.jakarta.introspection.IntrospectionAnswer.Received;
import betterauth.jakarta.introspection.Outcome.Active;
import betterauth.jakarta.introspection.Outcome.Inactive;
import betterauth.jakarta.introspection.Outcome.Unavailable;
import betterauth.jakarta.observe.BoundedLog;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.PlainText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the source, in the turn of the caller's address, and none for an address that must wait.
 * Safe for use by many threads.
 */
final class IntrospectionLookup {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration INACTIVE_TTL = Duration.ofSeconds(5);

    private final IntrospectionSource source;
    private final IntrospectionRules rules;
    private final CallQueue<Introspected> calls;
    private final CallerLimits limits;
    private final Duration ttl;
    private final Duration timeout;
    private final Clock clock;
    private final BoundedLog log;

    /**
     * Prepares calls.
     *
     * @param ttl how long an active token may be kept
     * @param timeout how long a request waits for an answer
     */
    IntrospectionLookup(
            IntrospectionSource source,
            IntrospectionRules rules,
            CallQueue<Introspected> calls,
            Duration ttl,
            Duration timeout,
            Clock clock) {
        this.source = source;
        this.rules = rules;
        this.calls = calls;
        this.limits = new CallerLimits(clock);
        this.ttl = ttl;
        this.timeout = timeout;
        this.clock = clock;
        this.log = new BoundedLog(Loggers.authentication(), clock);
    }

    /** What a caller is told whose call is not made. */
    static Introspected rejected() {
        return unavailable(SOON);
    }

    /** Begins or queues a call, or answers at once that none may be made. Never fails. */
    CompletableFuture<Introspected> begin(String token, CredentialHash hash, String address) {
        Optional<Introspected> held = heldBack(address);
        if (held.isPresent()) {
            return CompletableFuture.completedFuture(held.get());
        }
        return calls.submit(
                        AddressRange.of(address),
                        // Those of an address that were queued before it was held back wait, too.
                        () -> heldBack(address).orElseGet(() -> call(token, hash, address)),
                        clock.instant().plus(timeout))
                .exceptionally(this::failed);
    }

    private Optional<Introspected> heldBack(String address) {
        return limits.wait(address).map(IntrospectionLookup::unavailable);
    }

    private Introspected call(String token, CredentialHash hash, String address) {
        Instant askedAt = clock.instant();
        IntrospectionAnswer answer = source.ask(token, address);
        if (answer instanceof Received received) {
            return judge(received, hash, askedAt);
        }
        Failed failed = (Failed) answer;
        if (failed.isCallerLimited()) {
            limits.holdBack(address, failed.retryAfter());
        }
        if (failed.reason() != null) {
            undecided(hash, failed.reason());
        }
        return unavailable(failed.retryAfter());
    }

    private Introspected judge(Received received, CredentialHash hash, Instant askedAt) {
        Instant now = clock.instant();
        Outcome outcome = rules.judge(received.members(), now);
        if (outcome instanceof Inactive) {
            return new Introspected(outcome, now.plus(INACTIVE_TTL), askedAt);
        }
        if (outcome instanceof Active) {
            // The source may have decided when it was asked.
            Instant keptUntil = askedAt.plus(ttl);
            return new Introspected(
                    outcome,
                    IntrospectionRules.expiry(received.members())
                            .filter(end -> end.isBefore(keptUntil))
                            .orElse(keptUntil),
                    askedAt);
        }
        undecided(hash, "the answer has no boolean active, or its exp or nbf is not a time");
        return Introspected.transientOf(outcome);
    }

    private static Introspected unavailable(Duration retryAfter) {
        return Introspected.transientOf(
                new Unavailable("The authentication server is unavailable", retryAfter));
    }

    private void undecided(CredentialHash hash, String reason) {
        log.log(
                System.Logger.Level.WARNING,
                "Access token {0} is undecided: {1}",
                hash,
                PlainText.of(reason));
    }

    /** Messages of exceptions may repeat the token: types and frames are logged. */
    private Introspected failed(Throwable failure) {
        IllegalStateException copy = new IllegalStateException(failure.getClass().getName());
        copy.setStackTrace(failure.getStackTrace());
        log.log(System.Logger.Level.ERROR, "Introspection failed with an internal error", copy);
        return unavailable(AFTER_FAILURE);
    }
}
