package betterauth.jakarta.session.redis;

import betterauth.jakarta.cache.Changes;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.run.RedisProcess;
import betterauth.jakarta.session.SessionAuthenticator;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionSource;
import betterauth.jakarta.token.TokenAuthenticator;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A session by a real Redis with 100,000 of them, in the cache (warm) and not in it (cold), beside
 * one that {@code get-session} gave and that is in the cache.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SessionBenchmark {

    private static final int SESSIONS = 100_000;
    private static final String ADDRESS = "192.0.2.1";
    private static final String STORE =
            """
            for i = 0, %d do
              local token = string.format('%%032d', i)
              redis.call('SET', 'better-auth:' .. token, (string.gsub(ARGV[1], '%s', token)))
            end
            """;

    private final Clock clock = Clock.systemUTC();
    private final ExecutorService threads = Executors.newFixedThreadPool(64);
    private RedisProcess redis;
    private RedisSessions sessions;
    private SessionAuthenticator byRedis;
    private SessionAuthenticator byHttp;
    private int next;

    /** Stores them, and waits until Redis tells of changes. */
    @Setup
    public void store() {
        redis = RedisProcess.start();
        redis.run(
                "EVAL",
                STORE.formatted(SESSIONS - 1, StoredSessions.TOKEN),
                "0",
                StoredSessions.json("{\"id\":\"u1\",\"name\":\"Ada\",\"role\":\"admin\"}"));
        Settings settings = settings(Map.of("better-auth.session.source", "redis"));
        sessions = new RedisSessions(settings, clock);
        threads.execute(sessions.listener());
        while (!sessions.changes().unchanged(sessions.changes().now(), "nobody").getAsBoolean()) {
            Thread.onSpinWait();
        }
        byRedis = authenticator(settings, sessions.source(), sessions.changes());
        byHttp = authenticator(settings(Map.of()), sessions.source(), Changes.NONE);
        if (!(warmByRedis() instanceof Verified) || !(coldByRedis() instanceof Verified)) {
            throw new IllegalStateException("Benchmark's session is refused");
        }
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("better-auth.url", "https://auth.example.com");
        all.put("better-auth.secret", "0123456789abcdef0123456789abcdef");
        all.put("better-auth.session.redis.url", redis.url());
        all.put("better-auth.session.cache-ttl", "PT10M");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
    }

    private SessionAuthenticator authenticator(
            Settings settings, SessionSource source, Changes changes) {
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        return SessionAuthenticators.create(
                settings,
                source,
                changes,
                TokenAuthenticator.create(settings, identities, clock, Runnable::run)
                        .sessionCacheTokens(),
                identities,
                clock,
                threads);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public Authentication warmByHttp() {
        return byHttp.authenticate(session(0), ADDRESS);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public Authentication warmByRedis() {
        return byRedis.authenticate(session(0), ADDRESS);
    }

    /** Ten times as many in turn as the cache holds. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Authentication coldByRedis() {
        next = (next + 1) % SESSIONS;
        return byRedis.authenticate(session(next), ADDRESS);
    }

    private static BearerSession session(int number) {
        return new BearerSession(new SessionToken("%032d".formatted(number), null));
    }

    @TearDown
    public void stop() {
        sessions.close();
        threads.shutdownNow();
        redis.close();
    }
}
