package betterauth.jakarta.identity;

import betterauth.jakarta.UserSession;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session and its user, as Better Auth writes them: in an answer, and in a cookie cache. */
public final class SessionData {

    private final JsonObject user;
    private final String userId;
    private final @Nullable UserSession session;
    private final @Nullable String sessionId;
    private final @Nullable String token;
    private final @Nullable Instant expiresAt;

    private SessionData(
            JsonObject user,
            String userId,
            @Nullable UserSession session,
            @Nullable String sessionId,
            @Nullable String token,
            @Nullable Instant expiresAt) {
        this.user = user;
        this.userId = userId;
        this.session = session;
        this.sessionId = sessionId;
        this.token = token;
        this.expiresAt = expiresAt;
    }

    /**
     * Reads an object with the members {@code user} and {@code session}; empty if either is not
     * usable.
     */
    public static Optional<SessionData> of(JsonObject json) {
        return json.get("user") instanceof JsonObject user
                        && json.get("session") instanceof JsonObject session
                ? of(session, user)
                : Optional.empty();
    }

    /**
     * Reads a session and its user; empty without the user's id, or with a member of another type.
     * Better Auth's own answers lack nothing; those of a customSession plugin may.
     */
    public static Optional<SessionData> of(JsonObject session, JsonObject user) {
        String userId = text(user, "id");
        String sessionId = text(session, "id");
        String token = text(session, "token");
        Instant expiresAt = time(session, "expiresAt").orElse(null);
        if (userId == null
                || userId.isBlank()
                || isMistyped(session, "id", sessionId)
                || isMistyped(session, "token", token)
                || isMistyped(session, "expiresAt", expiresAt)) {
            return Optional.empty();
        }
        UserSession read =
                sessionId == null || expiresAt == null
                        ? null
                        : new UserSession(
                                sessionId,
                                expiresAt,
                                text(session, "activeOrganizationId"),
                                text(session, "impersonatedBy"));
        return Optional.of(new SessionData(user, userId, read, sessionId, token, expiresAt));
    }

    JsonObject user() {
        return user;
    }

    public String userId() {
        return userId;
    }

    /** The session; null without its id or its end. */
    @Nullable UserSession session() {
        return session;
    }

    public @Nullable String sessionId() {
        return sessionId;
    }

    /** When the session ends; null if that is not said. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** Whether the session's token, its id and its end are there. */
    public boolean isWhole() {
        return session != null && token != null;
    }

    /** Whether this is the session of another token. */
    public boolean isOfAnother(String sessionToken) {
        return token != null && !token.equals(sessionToken);
    }

    /** Whether this is the session of a token, and a whole one. */
    public boolean isNamedBy(String sessionToken) {
        return isWhole() && sessionToken.equals(token);
    }

    @Override
    public String toString() {
        return "SessionData[" + sessionId + "]";
    }

    private static boolean isMistyped(JsonObject object, String name, @Nullable Object read) {
        return read == null && object.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL;
    }

    private static @Nullable String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? text.getString() : null;
    }

    /** An ISO-8601 string, or a number of milliseconds. */
    private static Optional<Instant> time(JsonObject object, String name) {
        try {
            if (object.get(name) instanceof JsonString text) {
                return Optional.of(Instant.parse(text.getString()));
            }
            if (object.get(name) instanceof JsonNumber millis) {
                return Optional.of(Instant.ofEpochMilli(millis.longValueExact()));
            }
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
