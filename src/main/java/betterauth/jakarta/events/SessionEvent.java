package betterauth.jakarta.events;

import betterauth.jakarta.jose.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/** What Better Auth tells: whose cached decisions count no longer. */
public sealed interface SessionEvent {

    /** A session has ended or changed. */
    record OfSession(String id) implements SessionEvent {}

    /** A user has changed, or all their sessions have ended. */
    record OfUser(String id) implements SessionEvent {}

    /** Reads a body: an object with the one member {@code session} or {@code user}, an id. */
    static Optional<SessionEvent> parse(byte[] body) {
        return JsonText.parseObject(body)
                .filter(json -> json.size() == 1)
                .flatMap(SessionEvent::of);
    }

    private static Optional<SessionEvent> of(JsonObject json) {
        if (json.get("session") instanceof JsonString id && !id.getString().isBlank()) {
            return Optional.of(new OfSession(id.getString()));
        }
        return json.get("user") instanceof JsonString id && !id.getString().isBlank()
                ? Optional.of(new OfUser(id.getString()))
                : Optional.empty();
    }
}
