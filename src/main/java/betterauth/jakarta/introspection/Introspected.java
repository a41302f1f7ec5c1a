package betterauth.jakarta.introspection;

import betterauth.jakarta.cache.Expiring;
import betterauth.jakarta.identity.HeapSize;
import betterauth.jakarta.introspection.Outcome.Active;
import betterauth.jakarta.introspection.Outcome.Unavailable;
import jakarta.json.JsonString;
import java.time.Instant;

/**
 * An outcome, and until when it may be kept.
 *
 * @param expiresAt {@link Instant#MIN} not to keep it
 */
record Introspected(Outcome outcome, Instant expiresAt) implements Expiring {

    private static final long BYTES = 128;

    /** An outcome that is not to be kept. */
    static Introspected transientOf(Outcome outcome) {
        return new Introspected(outcome, Instant.MIN);
    }

    /** The same outcome, not to be kept. */
    Introspected notKept() {
        return transientOf(outcome);
    }

    /** Whether the token is of this session. */
    boolean isOf(String sessionId) {
        return outcome instanceof Active active
                && active.claims().get("sid") instanceof JsonString sid
                && sid.getString().equals(sessionId);
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
