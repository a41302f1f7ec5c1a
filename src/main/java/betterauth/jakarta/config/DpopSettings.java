package betterauth.jakarta.config;

import java.time.Duration;

/**
 * Which DPoP proofs are accepted (RFC 9449).
 *
 * @param nonce whether a proof needs a nonce of this server
 * @param maxAge how old a proof may be
 * @param replayCacheBytes bytes of heap for the proofs that were used, about
 */
public record DpopSettings(boolean nonce, Duration maxAge, long replayCacheBytes) {

    private static final String MAX_AGE = "better-auth.oauth.dpop.max-age";
    private static final String REPLAY_CACHE = "better-auth.oauth.dpop.replay-cache-bytes";
    private static final long LEAST_BYTES = 64 * 1024;

    /** A proof counts for a short time: it is remembered, and may be made in advance, as long. */
    private static final Duration LONGEST_AGE = Duration.ofMinutes(10);

    static DpopSettings read(ConfigValues values) {
        Duration maxAge = values.duration(MAX_AGE, Duration.ofMinutes(1));
        if (maxAge.compareTo(LONGEST_AGE) > 0) {
            throw ConfigValues.refused(
                    MAX_AGE, "a duration of at most PT10M, such as PT1M", maxAge.toString());
        }
        long replayCacheBytes = values.bytes(REPLAY_CACHE, 32 * 1024 * 1024);
        if (replayCacheBytes < LEAST_BYTES) {
            throw ConfigValues.refused(
                    REPLAY_CACHE, "at least 64KiB", String.valueOf(replayCacheBytes));
        }
        return new DpopSettings(
                values.flag("better-auth.oauth.dpop.nonce", false), maxAge, replayCacheBytes);
    }
}
