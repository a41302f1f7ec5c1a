package betterauth.jakarta.session.redis;

import betterauth.jakarta.jose.JsonText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Better Auth stores under a session's token.
 *
 * @param createdAt when the session began
 */
record StoredSession(JsonObject session, JsonObject user, String userId, Instant createdAt) {

    /** Reads a value; empty if it is none of a session. */
    static Optional<StoredSession> parse(String value) {
        return JsonText.parseObject(value)
                .flatMap(
                        json ->
                                json.get("session") instanceof JsonObject session
                                                && json.get("user") instanceof JsonObject user
                                        ? of(session, user)
                                        : Optional.empty());
    }

    private static Optional<StoredSession> of(JsonObject session, JsonObject user) {
        // Better Auth writes them all, and accepts no session without an end.
        if (!(session.get("userId") instanceof JsonString userId)
                || !userId.equals(user.get("id"))
                || !(session.get("token") instanceof JsonString)
                || time(session.get("expiresAt")).isEmpty()) {
            return Optional.empty();
        }
        return time(session.get("createdAt"))
                .map(createdAt -> new StoredSession(session, user, userId.getString(), createdAt));
    }

    private static Optional<Instant> time(@Nullable JsonValue value) {
        try {
            if (value instanceof JsonString text) {
                return Optional.of(Instant.parse(text.getString()));
            }
            if (value instanceof JsonNumber millis) {
                return Optional.of(Instant.ofEpochMilli(millis.longValueExact()));
            }
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Sessions hold tokens, and users are personal. */
    @Override
    public String toString() {
        return "StoredSession[redacted]";
    }
}
