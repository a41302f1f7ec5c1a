package betterauth.jakarta.events;

import betterauth.jakarta.jose.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/** What Better Auth tells: whose cached decisions, and whose tokens, count no longer. */
public sealed interface SessionEvent {

    /** A session has changed. */
    record OfSession(String id) implements SessionEvent {}

    /** A session has ended, and with it its access tokens. */
    record SessionEnded(String id) implements SessionEvent {}

    /** A user has changed. */
    record OfUser(String id) implements SessionEvent {}

    /** All sessions and tokens of a user are revoked, as by a ban. */
    record UserRevoked(String id) implements SessionEvent {}

    /**
     * Reads a body: an object with one member, {@code session}, {@code ended}, {@code user} or
     * {@code revoked}, whose value is an id.
     */
    static Optional<SessionEvent> parse(byte[] body) {
        return JsonText.parseObject(body)
                .filter(json -> json.size() == 1)
                .flatMap(SessionEvent::of);
    }

    private static Optional<SessionEvent> of(JsonObject json) {
        String name = json.keySet().iterator().next();
        if (!(json.get(name) instanceof JsonString value) || value.getString().isBlank()) {
            return Optional.empty();
        }
        String id = value.getString();
        return switch (name) {
            case "session" -> Optional.of(new OfSession(id));
            case "ended" -> Optional.of(new SessionEnded(id));
            case "user" -> Optional.of(new OfUser(id));
            case "revoked" -> Optional.of(new UserRevoked(id));
            default -> Optional.empty();
        };
    }
}
