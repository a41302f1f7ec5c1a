package betterauth.jakarta.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Makes caches that are bounded in number and in bytes, and whose values have their own expiry. */
final class ExpiringValues {

    /** What an entry costs beside its value: the key, the future and the cache's own node. */
    private static final int ENTRY_BYTES = 256;

    private static final Duration LONGEST = Duration.ofDays(365);

    private ExpiringValues() {}

    /**
     * An empty cache.
     *
     * @param maximumSize values kept; 0 keeps none
     * @param maximumBytes bytes of heap that the values may take together, about
     */
    static <V extends Expiring> AsyncCache<CredentialHash, V> cache(
            int maximumSize, long maximumBytes, Clock clock) {
        // No value weighs less than its share, so that weight bounds the number, too.
        long share = maximumSize == 0 ? 1 : Math.max(1, -Math.floorDiv(-maximumBytes, maximumSize));
        return Caffeine.newBuilder()
                .maximumWeight(Math.min(maximumBytes, maximumSize * (long) Integer.MAX_VALUE))
                .weigher(
                        (CredentialHash key, V value) ->
                                weight(Math.max(share, ENTRY_BYTES + value.bytes())))
                .expireAfter(
                        Expiry.<CredentialHash, V>creating(
                                (key, value) -> left(value.expiresAt(), clock.instant())))
                .ticker(() -> nanos(clock.instant()))
                .executor(Runnable::run)
                .buildAsync();
    }

    private static Duration left(Instant end, Instant now) {
        if (!end.isAfter(now)) {
            return Duration.ZERO;
        }
        Instant latest = now.plus(LONGEST);
        return Duration.between(now, end.isAfter(latest) ? latest : end);
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private static int weight(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
