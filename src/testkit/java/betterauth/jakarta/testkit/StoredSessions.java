package betterauth.jakarta.testkit;

import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions as they are stored, without HTTP: Better Auth's database or Redis in memory. */
final class StoredSessions implements SessionSource {

    private final Accounts accounts;
    private final Clock clock;

    StoredSessions(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** API keys are stored as hashes, which no session is found by. */
    @Override
    public SessionAnswer find(SessionQuery query) {
        Optional<Session> session =
                query.kind() == SessionQuery.Kind.API_KEY
                        ? Optional.empty()
                        : accounts.session(query.token())
                                .filter(each -> !each.isEnded(clock.instant()));
        return session.flatMap(
                        each ->
                                accounts.user(each.userId())
                                        .<SessionAnswer>map(
                                                user ->
                                                        new SessionAnswer.Found(
                                                                json(each.json()),
                                                                json(user.json()))))
                .orElseGet(SessionAnswer.Absent::new);
    }

    private static JsonObject json(Map<String, @Nullable Object> members) {
        return Json.createReader(new StringReader(JsonText.of(members))).readObject();
    }
}
