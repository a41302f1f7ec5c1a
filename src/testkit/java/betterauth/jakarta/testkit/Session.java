package betterauth.jakarta.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of Better Auth's session table. */
record Session(
        String id,
        String token,
        String userId,
        String userAgent,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt) {

    /** Better Auth's defaults for {@code session.expiresIn} and {@code session.updateAge}. */
    static final Duration LIFETIME = Duration.ofDays(7);

    private static final Duration UPDATE_AGE = Duration.ofDays(1);

    static Session create(String userId, String userAgent, Instant now) {
        return new Session(
                RandomText.id(), RandomText.id(), userId, userAgent, now, now, now.plus(LIFETIME));
    }

    Session endedAt(Instant end) {
        return new Session(id, token, userId, userAgent, createdAt, updatedAt, end);
    }

    /** The session, extended because it was used. */
    Session refreshed(Instant now) {
        return new Session(id, token, userId, userAgent, createdAt, now, now.plus(LIFETIME));
    }

    boolean isDueForRefresh(Instant now) {
        return !expiresAt.minus(LIFETIME).plus(UPDATE_AGE).isAfter(now);
    }

    boolean isEnded(Instant now) {
        return !expiresAt.isAfter(now);
    }

    /** The members in the order in which Better Auth reads them from its database. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("expiresAt", expiresAt);
        json.put("token", token);
        json.put("createdAt", createdAt);
        json.put("updatedAt", updatedAt);
        json.put("ipAddress", "");
        json.put("userAgent", userAgent);
        json.put("userId", userId);
        json.put("impersonatedBy", null);
        json.put("activeOrganizationId", null);
        json.put("id", id);
        return json;
    }

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }
}
