package betterauth.jakarta.cache;

import java.time.Instant;

/** A decision that holds for a time. */
public interface Expiring {

    /** When the decision ends; {@link Instant#MIN} for one that must not be kept at all. */
    Instant expiresAt();

    /** About how many bytes of heap the decision holds. */
    long bytes();
}
