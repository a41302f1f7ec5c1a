package betterauth.jakarta.testkit;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of the {@code api-key} plugin.
 *
 * @param expiresAt null for a key that never expires
 */
record ApiKey(
        String id, String key, String userId, @Nullable Instant expiresAt, AtomicInteger uses) {

    static ApiKey create(String userId, @Nullable Instant expiresAt) {
        return new ApiKey(
                RandomText.id(), RandomText.apiKey(), userId, expiresAt, new AtomicInteger());
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
