package betterauth.jakarta.introspection;

import betterauth.jakarta.cache.Expiring;
import betterauth.jakarta.identity.HeapSize;
import betterauth.jakarta.introspection.Outcome.Active;
import betterauth.jakarta.introspection.Outcome.Unavailable;
import jakarta.json.JsonString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outcome, and until when it may be kept.
 *
 * @param expiresAt {@link Instant#MIN} not to keep it
 * @param askedAt when the question was asked that this answers
 */
record Introspected(Outcome outcome, Instant expiresAt, Instant askedAt) implements Expiring {

    private static final long BYTES = 128;

    /** An outcome that is not to be kept. */
    static Introspected transientOf(Outcome outcome) {
        return new Introspected(outcome, Instant.MIN, Instant.MIN);
    }

    /** The same outcome, not to be kept. */
    Introspected notKept() {
        return new Introspected(outcome, Instant.MIN, askedAt);
    }

    /** The session of an active token; null if it has none. */
    @Nullable String sessionId() {
        return text("sid");
    }

    /** The user of an active token; null if it is of a client that acts for itself. */
    @Nullable String userId() {
        return text("sub");
    }

    private @Nullable String text(String name) {
        return outcome instanceof Active active
                        && active.claims().get(name) instanceof JsonString text
                ? text.getString()
                : null;
    }

    @Override
    public boolean isFailure() {
        return outcome instanceof Unavailable;
    }

    @Override
    public long bytes() {
        return BYTES + (outcome instanceof Active active ? HeapSize.ofJson(active.claims()) : 0);
    }
}
