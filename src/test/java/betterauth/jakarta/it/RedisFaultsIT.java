package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import betterauth.jakarta.run.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Redis with 100,000 sessions becomes slow, is replaced by its replica and back, is flushed and
 * stops, while callers present sessions of all of them. Nobody is taken for another, none of them
 * is refused while it lives, and none is accepted once it has ended.
 */
class RedisFaultsIT {

    private static final int SESSIONS = 100_000;

    /** They are presented so often that they are in the cache. */
    private static final int KNOWN = 500;

    private static final int THREADS = 8;
    private static final String MASTER = "sessions";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** As Better Auth stores them: each has a token and a user. */
    private static final String STORE =
            """
            for i = 0, %d do
              local token = string.format('%%032d', i)
              redis.call('SET', 'better-auth:' .. token, '{"session":{"token":"' .. token ..
                '","expiresAt":"2099-01-01T00:00:00.000Z","createdAt":"2026-11-22T10:00:00.000Z",' ..
                '"userId":"u' .. i .. '","id":"s' .. i .. '"},"user":{"id":"u' .. i .. '"}}')
            end
            """;

    @TempDir private static Path folder;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong undecided = new AtomicLong();

    /** By {@link System#nanoTime()}; 0 while they live. */
    private final AtomicLong flushedAt = new AtomicLong();

    private volatile boolean isOver;

    @Test
    void areSurvivedWithoutAWrongDecision() throws Exception {
        try (RedisProcess master = RedisProcess.start();
                RedisProcess replica = filled(master);
                RedisProcess sentinel = RedisProcess.startSentinel(MASTER, master.port());
                Nodes nodes = start(sentinel)) {
            Api api = nodes.apis().get(0);
            awaitRecovery(api);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<?>> callers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    callers.add(threads.submit(() -> call(api)));
                }
                await(() -> accepted.get() > 2 * SESSIONS / 100);
                assertThat(undecided.get()).isZero();

                // Sentinels take what is slow for dead.
                master.run("CLIENT", "PAUSE", "5000", "ALL");
                awaitMore(undecided);
                awaitRecovery(api);
                await(() -> isReplicaInStep(master));

                replica.stop();
                awaitMore(undecided);
                awaitRecovery(api);

                master.run("FLUSHALL");
                flushedAt.set(System.nanoTime());
                awaitMore(rejected);
                Sessions.pause(SOON.multipliedBy(2));

                master.stop();
                awaitMore(undecided);
                isOver = true;
                for (Future<?> caller : callers) {
                    caller.get();
                }
                // A rejection counts for seconds, so this has to be a new one.
                assertThat(api.getAs(token(SESSIONS), "/api/me").statusCode()).isEqualTo(503);
            } finally {
                isOver = true;
                threads.shutdownNow();
            }
        }
        System.err.printf(
                "%d accepted, %d rejected, %d undecided, %d wrong%n",
                accepted.get(), rejected.get(), undecided.get(), wrong.size());
        assertThat(wrong).isEmpty();
    }

    private void call(Api api) {
        while (!isOver) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            int number = random.nextInt(random.nextBoolean() ? KNOWN : SESSIONS);
            long flushed = flushedAt.get();
            long began = System.nanoTime();
            HttpResponse<String> answer = api.getAs(token(number), "/api/me");
            boolean mayLive = flushed == 0 || began - flushed < SOON.toNanos();
            boolean mayHaveEnded = flushedAt.get() != 0;
            switch (answer.statusCode()) {
                case 200 -> {
                    accepted.incrementAndGet();
                    String user = Api.json(answer).getString("id");
                    if (!user.equals("u" + number) || !mayLive) {
                        wrong.add("Session " + number + " was accepted as " + user);
                    }
                }
                case 401 -> {
                    rejected.incrementAndGet();
                    if (!mayHaveEnded) {
                        wrong.add("Session " + number + " was rejected");
                    }
                }
                case 503 -> undecided.incrementAndGet();
                default -> wrong.add("Status " + answer.statusCode());
            }
        }
    }

    private static Nodes start(RedisProcess sentinel) {
        return Nodes.start(
                Nodes.urls(1),
                folder,
                Map.of(
                        "BETTER_AUTH_URL",
                        "http://localhost:" + ServerProcess.freePort(),
                        "BETTER_AUTH_SECRET",
                        BetterAuthServer.SECRET,
                        "BETTER_AUTH_SESSION_SOURCE",
                        "redis",
                        "BETTER_AUTH_SESSION_REDIS_URL",
                        "redis://" + MASTER,
                        "BETTER_AUTH_SESSION_REDIS_SENTINELS",
                        "127.0.0.1:" + sentinel.port(),
                        "BETTER_AUTH_SESSION_CACHE_TTL",
                        "PT10M"));
    }

    /** Stores the sessions; a replica that has all of them. */
    private static RedisProcess filled(RedisProcess master) {
        master.run("EVAL", STORE.formatted(SESSIONS - 1), "0");
        RedisProcess replica =
                RedisProcess.start("--replicaof", "127.0.0.1", String.valueOf(master.port()));
        await(() -> isReplicaInStep(replica));
        assertThat(replica.run("DBSIZE")).contains(String.valueOf(SESSIONS));
        return replica;
    }

    /** While it loads what its master has, it refuses other questions. */
    private static boolean isReplicaInStep(RedisProcess redis) {
        try {
            String state = redis.run("INFO", "replication").orElse("");
            return state.contains("role:slave") && state.contains("master_link_status:up");
        } catch (JedisConnectionException slow) {
            return false;
        }
    }

    private static void awaitRecovery(Api api) {
        await(
                () -> {
                    for (int i = 0; i < SESSIONS; i += SESSIONS / 20) {
                        if (api.getAs(token(i), "/api/me").statusCode() != 200) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    private static void awaitMore(AtomicLong count) {
        long before = count.get();
        await(() -> count.get() > before);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Sessions.pause(Duration.ofMillis(20));
        }
    }

    private static String token(int number) {
        return "%032d".formatted(number);
    }
}
