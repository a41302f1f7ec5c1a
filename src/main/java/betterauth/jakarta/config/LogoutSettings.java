package betterauth.jakarta.config;

import java.time.Duration;
import java.util.Set;

/**
 * Which logout tokens of Better Auth are accepted (OpenID Connect Back-Channel Logout 1.0).
 *
 * @param clientIds the clients of which a logout token's {@code aud} must name one; empty where
 *     logout tokens are not accepted
 * @param maxTokenAge how long an access token of an ended session is refused, and so the age at
 *     which any other is
 * @param cacheBytes bytes of heap for the ended sessions, about
 */
public record LogoutSettings(Set<String> clientIds, Duration maxTokenAge, long cacheBytes) {

    static final String CLIENT_IDS = "better-auth.oauth.logout.client-ids";

    private static final String CACHE = "better-auth.oauth.logout.cache-bytes";
    private static final long LEAST_BYTES = 64 * 1024;

    public LogoutSettings {
        clientIds = Set.copyOf(clientIds);
    }

    static LogoutSettings read(ConfigValues values) {
        long cacheBytes = values.bytes(CACHE, 8 * 1024 * 1024);
        if (cacheBytes < LEAST_BYTES) {
            throw ConfigValues.refused(CACHE, "at least 64KiB", String.valueOf(cacheBytes));
        }
        return new LogoutSettings(
                Set.copyOf(values.list(CLIENT_IDS)),
                values.duration("better-auth.oauth.logout.max-token-age", Duration.ofHours(1)),
                cacheBytes);
    }

    /** Whether logout tokens are accepted. */
    public boolean isEnabled() {
        return !clientIds.isEmpty();
    }
}
