package betterauth.jakarta.identity;

import betterauth.jakarta.UserSession;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session and its user, as Better Auth writes them: in an answer, and in a cookie cache. */
public final class SessionData {

    private final JsonObject user;
    private final String userId;
    private final UserSession session;
    private final String token;

    private SessionData(JsonObject user, String userId, UserSession session, String token) {
        this.user = user;
        this.userId = userId;
        this.session = session;
        this.token = token;
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

    /** Reads a session and its user; empty if either is not usable. */
    public static Optional<SessionData> of(JsonObject session, JsonObject user) {
        String userId = text(user, "id");
        String sessionId = text(session, "id");
        String token = text(session, "token");
        Optional<Instant> expiresAt = time(session, "expiresAt");
        if (userId == null
                || userId.isBlank()
                || sessionId == null
                || token == null
                || expiresAt.isEmpty()) {
            return Optional.empty();
        }
        UserSession read =
                new UserSession(
                        sessionId,
                        expiresAt.get(),
                        text(session, "activeOrganizationId"),
                        text(session, "impersonatedBy"));
        return Optional.of(new SessionData(user, userId, read, token));
    }

    JsonObject user() {
        return user;
    }

    public String userId() {
        return userId;
    }

    UserSession session() {
        return session;
    }

    public String sessionId() {
        return session.id();
    }

    public Instant expiresAt() {
        return session.expiresAt();
    }

    /** Whether this is the session of a token. */
    public boolean isNamedBy(String sessionToken) {
        return token.equals(sessionToken);
    }

    @Override
    public String toString() {
        return "SessionData[" + session.id() + "]";
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
