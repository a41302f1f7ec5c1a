package betterauth.jakarta.session.redis;

import betterauth.jakarta.cache.Expiring;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Before when a user's sessions are revoked.
 *
 * @param before null if none are
 * @param expiresAt until when it is remembered
 * @param isUnchanged whether it is not known to have changed
 */
record RevocationMark(@Nullable Instant before, Instant expiresAt, BooleanSupplier isUnchanged)
        implements Expiring {

    /** Redis gave no answer. */
    static final RevocationMark UNKNOWN = new RevocationMark(null, Instant.MIN, () -> false);

    private static final long BYTES = 96;

    /** Whether what began then is revoked. */
    boolean revokes(Instant begin) {
        return before != null && begin.isBefore(before);
    }

    @Override
    public boolean isFailure() {
        return expiresAt.equals(Instant.MIN);
    }

    @Override
    public long bytes() {
        return BYTES;
    }
}
