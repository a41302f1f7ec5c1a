package betterauth.jakarta.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.run.RedisProcess;
import betterauth.jakarta.session.SessionAuthenticator;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.token.TokenAuthenticator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests race with the end of their session: none is let in after the end was told. */
class RedisRaceTest {

    private static final int SESSIONS = 100;
    private static final int CALLERS = 3;
    private static final int ASKED_AGAIN = 200;

    @Test
    void acceptsNoSessionOnceItsEndWasTold() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (RedisProcess redis = RedisProcess.start();
                RedisSessions source = new RedisSessions(settings(redis), Clock.systemUTC())) {
            threads.execute(source.listener());
            SessionAuthenticator sessions = sessions(redis, source, threads);
            for (int i = 0; i < SESSIONS; i++) {
                String token = String.format("%032d", i);
                redis.run(
                        "SET",
                        StoredSessions.PREFIX + token,
                        StoredSessions.json("{\"id\":\"u1\"}")
                                .replace(StoredSessions.TOKEN, token));
                List<Future<Boolean>> callers = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    callers.add(threads.submit(() -> isLetInUntilItIsRejected(sessions, token)));
                }
                // At another moment of their reads each time.
                spin(Duration.ofNanos(i * 10_000L));
                redis.run("DEL", StoredSessions.PREFIX + token);

                for (Future<Boolean> caller : callers) {
                    assertThat(caller.get(1, TimeUnit.MINUTES)).isTrue();
                }
                assertThat(ask(sessions, token)).isInstanceOf(Rejected.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Asks until the session is rejected, and whether it stays so after that. */
    private static boolean isLetInUntilItIsRejected(SessionAuthenticator sessions, String token) {
        while (ask(sessions, token) instanceof Verified) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < ASKED_AGAIN; i++) {
            if (!(ask(sessions, token) instanceof Rejected)) {
                return false;
            }
        }
        return true;
    }

    private static Authentication ask(SessionAuthenticator sessions, String token) {
        return sessions.authenticate(new BearerSession(new SessionToken(token, null)), "192.0.2.1");
    }

    private static void spin(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static SessionAuthenticator sessions(
            RedisProcess redis, RedisSessions source, ExecutorService threads) {
        Settings settings = settings(redis);
        Clock clock = Clock.systemUTC();
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        return SessionAuthenticators.create(
                settings,
                source.source(),
                source.changes(),
                TokenAuthenticator.create(settings, identities, clock, Runnable::run)
                        .sessionCacheTokens(),
                identities,
                clock,
                threads);
    }

    private static Settings settings(RedisProcess redis) {
        Map<String, String> values =
                Map.of(
                        "better-auth.url", "https://auth.example.com",
                        "better-auth.secret", "0123456789abcdef0123456789abcdef",
                        "better-auth.session.source", "redis",
                        "better-auth.session.redis.url", redis.url(),
                        "better-auth.session.redis.command-timeout", "PT5S",
                        // A rejection that is kept would hide a session that is kept too long.
                        "better-auth.session.refusal-cache-bytes", "0",
                        "better-auth.session.cache-ttl", "PT10M");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
    }
}
