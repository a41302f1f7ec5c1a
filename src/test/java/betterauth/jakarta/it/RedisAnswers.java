package betterauth.jakarta.it;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import betterauth.jakarta.session.redis.RedisSessions;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionQuery;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What the source of sessions in Redis finds, written as {@code get-session} answers it. */
final class RedisAnswers implements AutoCloseable {

    private final RedisSessions sessions;

    RedisAnswers(RedisProcess redis) {
        Map<String, String> settings =
                Map.of(
                        "better-auth.url", "http://localhost",
                        "better-auth.secret", BetterAuthServer.SECRET,
                        "better-auth.session.source", "redis",
                        "better-auth.session.redis.url", redis.url(),
                        "better-auth.session.hidden-fields", "hidden");
        this.sessions =
                new RedisSessions(
                        Settings.read(
                                new ConfigValues(key -> Optional.ofNullable(settings.get(key)))),
                        Clock.systemUTC());
    }

    String of(String token) {
        Found found =
                (Found)
                        sessions.source()
                                .find(
                                        new SessionQuery(
                                                SessionQuery.Kind.BEARER,
                                                token,
                                                null,
                                                null,
                                                null,
                                                "192.0.2.1"));
        return "{\"session\":" + found.session() + ",\"user\":" + found.user() + "}";
    }

    @Override
    public void close() {
        sessions.close();
    }
}
