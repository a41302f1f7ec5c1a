package betterauth.jakarta.cache;

import java.time.Instant;

/** A value that is kept for a time. */
public interface Expiring {

    /** When it ends; {@link Instant#MIN} for one that must not be kept at all. */
    Instant expiresAt();

    /** About how many bytes of heap it takes. */
    long bytes();

    /** Whether it says only that nothing could be decided, and so counts as a failed load. */
    default boolean isFailure() {
        return false;
    }
}
