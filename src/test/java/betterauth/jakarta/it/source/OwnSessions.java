package betterauth.jakarta.it.source;

import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import java.time.Duration;

/** Sessions in memory: the token's first letter says what becomes of it. */
@ApplicationScoped
public class OwnSessions implements SessionSource {

    @Override
    public SessionAnswer find(SessionQuery query) {
        return switch (query.token().charAt(0)) {
            case 'l' ->
                    new SessionAnswer.Found(
                            Json.createObjectBuilder()
                                    .add("id", "s1")
                                    .add("token", query.token())
                                    .add("expiresAt", "2099-01-01T00:00:00Z")
                                    .build(),
                            Json.createObjectBuilder()
                                    .add("id", "u1")
                                    .add("email", "own@example.com")
                                    .add("role", "admin")
                                    .build());
            case 'a' -> new SessionAnswer.Absent();
            case 'r' -> new SessionAnswer.Refused(Duration.ofSeconds(7));
            case 'u' -> new SessionAnswer.Unavailable("The store is down", Duration.ofSeconds(9));
            default -> throw new IllegalStateException("A fault of the source");
        };
    }
}
