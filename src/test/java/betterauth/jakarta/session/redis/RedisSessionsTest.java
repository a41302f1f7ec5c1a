package betterauth.jakarta.session.redis;

import static betterauth.jakarta.session.redis.StoredSessions.CREATED_MILLIS;
import static betterauth.jakarta.session.redis.StoredSessions.TOKEN;
import static betterauth.jakarta.session.redis.StoredSessions.json;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.run.RedisProcess;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import betterauth.jakarta.spi.SessionQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a real Redis. */
class RedisSessionsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static RedisProcess redis;

    private final List<RedisSessions> opened = new ArrayList<>();

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void store() {
        redis.run("FLUSHALL");
        StoredSessions.write(redis);
    }

    @AfterEach
    void close() {
        opened.forEach(RedisSessions::close);
    }

    @Test
    void findsASessionAndItsUser() {
        Found found = (Found) find(sessions(Map.of()));

        assertThat(found.session())
                .hasToString(
                        "{\"expiresAt\":\"2099-01-01T00:00:00.000Z\",\"token\":\""
                                + TOKEN
                                + "\",\"createdAt\":\"2026-11-22T10:00:00.500Z\",\"updatedAt\":\"2026-11-22T10:00:00.500Z\",\"userId\":\"u1\",\"id\":\"s1\"}");
        assertThat(found.user())
                .hasToString(
                        "{\"id\":\"u1\",\"name\":\"Ada\",\"plan\":\"gold\",\"nickname\":null}");
    }

    @Test
    void hidesFieldsThatBetterAuthDoesNotReturn() {
        Found found =
                (Found) find(sessions(Map.of("better-auth.session.hidden-fields", "plan,secret")));

        assertThat(found.user()).containsOnlyKeys("id", "name", "nickname");
    }

    /** Better Auth takes every text of this form for a date when it reads its storage. */
    @Test
    void writesDatesAsBetterAuthDoes() {
        StoredSessions.write(
                redis,
                json(
                        "{\"id\":\"u1\",\"born\":\"1815-12-10T00:00:00Z\",\"note\":\"2026-02-31T00:00:00\","
                                + "\"more\":{\"at\":[\"2026-01-01T00:00:00.1234Z\"]}}"));

        Found found = (Found) find(sessions(Map.of()));

        assertThat(found.user())
                .hasToString(
                        "{\"id\":\"u1\",\"born\":\"1815-12-10T00:00:00.000Z\",\"note\":\"2026-02-31T00:00:00\","
                                + "\"more\":{\"at\":[\"2026-01-01T00:00:00.123Z\"]}}");
    }

    @Test
    void findsNothingWithoutAKey() {
        redis.run("FLUSHALL");

        assertThat(find(sessions(Map.of()))).isEqualTo(new Absent());
    }

    /** As Better Auth takes it. */
    @Test
    void takesAnEmptyValueForNone() {
        StoredSessions.revokeBefore(redis, "");
        assertThat(find(sessions(Map.of()))).isInstanceOf(Found.class);

        StoredSessions.write(redis, "");
        assertThat(find(sessions(Map.of()))).isInstanceOf(Absent.class);
    }

    @Test
    void findsNoSessionOfAnApiKey() {
        assertThat(
                        sessions(Map.of())
                                .source()
                                .find(
                                        new SessionQuery(
                                                SessionQuery.Kind.API_KEY,
                                                TOKEN,
                                                null,
                                                null,
                                                null,
                                                "192.0.2.1")))
                .isEqualTo(new Absent());
    }

    @Test
    void findsNoSessionThatBeganBeforeItsUsersWereRevoked() {
        StoredSessions.revokeBefore(redis, String.valueOf(CREATED_MILLIS + 1));

        assertThat(find(sessions(Map.of()))).isEqualTo(new Absent());
    }

    @Test
    void findsASessionThatBeganWhenItsUsersWereRevoked() {
        StoredSessions.revokeBefore(redis, String.valueOf(CREATED_MILLIS));

        assertThat(find(sessions(Map.of()))).isInstanceOf(Found.class);
    }

    @Test
    void readsUnderAnotherPrefix() {
        redis.run("FLUSHALL");
        redis.run("SET", TOKEN, json("{\"id\":\"u1\"}"));
        redis.run("SET", "app:" + TOKEN, json("{\"id\":\"u1\"}"));

        assertThat(find(sessions(Map.of()))).isEqualTo(new Absent());
        assertThat(find(sessions(Map.of("better-auth.session.redis.key-prefix", "app:"))))
                .isInstanceOf(Found.class);
        assertThat(find(sessions(Map.of("better-auth.session.redis.key-prefix", "none"))))
                .isInstanceOf(Found.class);
    }

    @Test
    void readsFromTheDatabaseOfTheUrl() {
        assertThat(find(sessions(Map.of("better-auth.session.redis.url", redis.url() + "/3"))))
                .isEqualTo(new Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "null",
                "[]",
                "{}",
                "{\"session\":{},\"user\":{}}",
                "{\"session\":null,\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"userId\":\"u1\",\"createdAt\":\"2026-11-22T10:00:00.500Z\"},\"user\":null}",
                "{\"session\":{\"userId\":\"u1\",\"createdAt\":\"yesterday\"},\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"userId\":\"u1\"},\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"userId\":\"u2\",\"createdAt\":\"2026-11-22T10:00:00.500Z\"},\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"token\":\"abcdefghijklmnopqrstuvwxyz012345\",\"userId\":\"u1\",\"createdAt\":\"2026-11-22T10:00:00.500Z\"},\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"token\":\"abcdefghijklmnopqrstuvwxyz012345\",\"userId\":\"u1\",\"createdAt\":\"2026-11-22T10:00:00.500Z\",\"expiresAt\":null},\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"token\":\"abcdefghijklmnopqrstuvwxyz012345\",\"userId\":\"u1\",\"createdAt\":\"2026-11-22T10:00:00.500Z\",\"expiresAt\":true},\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"token\":\"abcdefghijklmnopqrstuvwxyz012345\",\"userId\":\"u1\",\"createdAt\":\"2026-11-22T10:00:00.500Z\",\"expiresAt\":\"never\"},\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"userId\":\"u1\",\"createdAt\":\"2026-11-22T10:00:00.500Z\",\"expiresAt\":\"2099-01-01T00:00:00.000Z\"},\"user\":{\"id\":\"u1\"}}",
                "{\"session\":{\"token\":1,\"userId\":\"u1\",\"createdAt\":\"2026-11-22T10:00:00.500Z\",\"expiresAt\":\"2099-01-01T00:00:00.000Z\"},\"user\":{\"id\":\"u1\"}}"
            })
    void cannotDecideBySomethingElse(String value) {
        StoredSessions.write(redis, value);

        assertUnavailable(find(sessions(Map.of())), "Redis has something other than a session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "99999999999999999999"})
    void cannotDecideByAMarkThatIsNoTime(String mark) {
        StoredSessions.revokeBefore(redis, mark);

        assertUnavailable(find(sessions(Map.of())), "whether it was revoked is unknown");
    }

    /** A user may have written any length into a field. */
    @Test
    void cannotDecideByALongValueAndKeepsItsConnection() {
        RedisSessions sessions = sessions(Map.of());
        assertThat(find(sessions)).isInstanceOf(Found.class);
        long connections = redis.statistic("total_connections_received");
        StoredSessions.write(redis, userWithImage(256 * 1024));

        for (int i = 0; i < 5; i++) {
            assertUnavailable(find(sessions), "Redis has a value that is longer than 262144 bytes");
        }

        // Of this test itself: one writes, and one counts.
        assertThat(redis.statistic("total_connections_received") - connections).isEqualTo(2);

        StoredSessions.write(redis, userWithImage(255 * 1024));
        assertThat(find(sessions)).isInstanceOf(Found.class);
    }

    private static String userWithImage(int length) {
        return json("{\"id\":\"u1\",\"image\":\"" + "A".repeat(length) + "\"}");
    }

    @Test
    void cannotDecideByAKeyOfAnotherType() {
        redis.run("DEL", StoredSessions.PREFIX + TOKEN);
        redis.run("LPUSH", StoredSessions.PREFIX + TOKEN, "a");

        assertUnavailable(
                find(sessions(Map.of())), "Redis is unavailable: Redis answered WRONGTYPE");
    }

    @Test
    void cannotDecideWhileRedisIsAwayAndCanAgainAfter() {
        RedisSessions sessions = sessions(Map.of());
        assertThat(find(sessions)).isInstanceOf(Found.class);
        redis.stop();
        try {
            assertUnavailable(find(sessions), "Redis is unavailable: connection refused");
        } finally {
            redis.restart();
        }
        StoredSessions.write(redis);

        assertThat(find(sessions)).isInstanceOf(Found.class);
    }

    @Test
    void readsAgainAfterARestartThatNoReadSaw() {
        RedisSessions sessions = sessions(Map.of());
        assertThat(find(sessions)).isInstanceOf(Found.class);
        redis.stop();
        redis.restart();
        StoredSessions.write(redis);

        assertThat(find(sessions)).isInstanceOf(Found.class);
    }

    @Test
    void cannotDecideWhileRedisIsSlow() {
        RedisSessions sessions =
                sessions(Map.of("better-auth.session.redis.command-timeout", "PT0.05S"));
        assertThat(find(sessions)).isInstanceOf(Found.class);
        redis.run("CLIENT", "PAUSE", "500", "ALL");

        assertUnavailable(find(sessions), "Redis is unavailable: timeout");
    }

    @Test
    void readsAsAUserWhoMayOnlyRead() {
        redis.run(
                "ACL",
                "SETUSER",
                "reader",
                "reset",
                "on",
                ">a-password",
                "~better-auth:*",
                "-@all",
                "+getrange",
                "+client|tracking");
        RedisSessions sessions =
                sessions(
                        Map.of(
                                "better-auth.session.redis.url",
                                "redis://reader@127.0.0.1:" + redis.port(),
                                "better-auth.session.redis.password",
                                "a-password"));
        listen(sessions);

        assertThat(find(sessions)).isInstanceOf(Found.class);
        assertThat(listening(sessions)).isPositive();
    }

    @Test
    void cannotDecideWithAWrongPasswordAndNeverSaysIt() {
        SessionAnswer answer =
                find(
                        sessions(
                                Map.of(
                                        "better-auth.session.redis.url",
                                        "redis://reader:wrong-one@127.0.0.1:" + redis.port())));

        assertUnavailable(answer, "Redis is unavailable: Redis answered WRONGPASS");
        assertThat(((Unavailable) answer).reason()).doesNotContain("wrong-one");
    }

    @Test
    void cannotDecideByAReplica() {
        RedisSessions sessions = sessions(Map.of());
        redis.run("REPLICAOF", "127.0.0.1", "1");
        try {
            assertUnavailable(find(sessions), "Redis is unavailable: the server is a replica");
        } finally {
            redis.run("REPLICAOF", "NO", "ONE");
        }
    }

    @Test
    void revokesWhatWasIssuedBefore() {
        StoredSessions.revokeBefore(redis, "1795341600500");
        RedisSessions sessions = sessions(Map.of());

        assertThat(sessions.isRevoked("u1", Instant.parse("2026-11-22T10:00:00Z"))).contains(true);
        assertThat(sessions.isRevoked("u1", Instant.parse("2026-11-22T10:00:01Z"))).contains(false);
        assertThat(sessions.isRevoked("u2", Instant.EPOCH)).contains(false);
    }

    @Test
    void doesNotKnowWhatIsRevokedWhileRedisIsAway() {
        RedisSessions sessions = sessions(Map.of());
        redis.stop();
        try {
            assertThat(sessions.isRevoked("u1", Instant.EPOCH)).isEmpty();
        } finally {
            redis.restart();
        }
    }

    @Test
    void isToldOfChangesOfASessionAndOfItsUser() {
        RedisSessions sessions = sessions(Map.of());
        listen(sessions);
        long before = listening(sessions);
        BooleanSupplier session = sessions.changes().unchanged(before, TOKEN, "u1");
        BooleanSupplier other = sessions.changes().unchanged(before, "z".repeat(32), "u2");

        redis.run("DEL", StoredSessions.PREFIX + TOKEN);

        await(() -> !session.getAsBoolean());
        assertThat(other.getAsBoolean()).isTrue();
        long after = sessions.changes().now();
        BooleanSupplier again = sessions.changes().unchanged(after, TOKEN, "u1");
        assertThat(again.getAsBoolean()).isTrue();
        StoredSessions.revokeBefore(redis, "1");
        await(() -> !again.getAsBoolean());
    }

    @Test
    void readsAMarkAgainOnceItChanged() {
        RedisSessions sessions = sessions(Map.of());
        listen(sessions);
        var unused = listening(sessions);
        assertThat(sessions.isRevoked("u1", Instant.EPOCH)).contains(false);

        StoredSessions.revokeBefore(redis, "1");

        await(() -> sessions.isRevoked("u1", Instant.EPOCH).orElse(false));
    }

    @Test
    void believesNothingFromBeforeAFlush() {
        RedisSessions sessions = sessions(Map.of());
        listen(sessions);
        BooleanSupplier unchanged = sessions.changes().unchanged(listening(sessions), TOKEN, "u1");

        redis.run("FLUSHALL");

        await(() -> !unchanged.getAsBoolean());
    }

    @Test
    void believesNothingWhileChangesMayGoUntoldNorAfter() {
        RedisSessions sessions = sessions(Map.of());
        BooleanSupplier early = sessions.changes().unchanged(sessions.changes().now(), TOKEN, "u1");
        assertThat(early.getAsBoolean()).isFalse();
        listen(sessions);
        long before = listening(sessions);
        BooleanSupplier unchanged = sessions.changes().unchanged(before, TOKEN, "u1");

        redis.stop();
        try {
            await(() -> !unchanged.getAsBoolean());
        } finally {
            redis.restart();
        }

        assertThat(listening(sessions)).isGreaterThan(before);
        assertThat(unchanged.getAsBoolean()).isFalse();
        assertThat(early.getAsBoolean()).isFalse();
    }

    @Test
    void noticesAConnectionThatIsSilent() {
        RedisSessions sessions =
                sessions(Map.of("better-auth.session.redis.command-timeout", "PT0.1S"));
        listen(sessions);
        BooleanSupplier unchanged = sessions.changes().unchanged(listening(sessions), TOKEN, "u1");

        redis.run("CLIENT", "PAUSE", "3000", "ALL");

        await(() -> !unchanged.getAsBoolean());
        redis.run("CLIENT", "UNPAUSE");
    }

    /** A master that has been demoted keeps its connections. */
    @Test
    void readsByNoConnectionToAServerThatHasBecomeAReplica() {
        RedisSessions sessions = sessions(Map.of());
        listen(sessions);
        BooleanSupplier unchanged = sessions.changes().unchanged(listening(sessions), TOKEN, "u1");
        assertThat(find(sessions)).isInstanceOf(Found.class);
        redis.run("REPLICAOF", "127.0.0.1", "1");
        try {
            await(() -> !unchanged.getAsBoolean());
            await(() -> find(sessions) instanceof Unavailable);
            assertUnavailable(find(sessions), "Redis is unavailable: the server is a replica");
        } finally {
            redis.run("REPLICAOF", "NO", "ONE");
        }
        await(() -> find(sessions) instanceof Found);
    }

    @Test
    void believesNothingWhileMessagesAreLate() {
        RedisSessions sessions =
                sessions(Map.of("better-auth.session.redis.command-timeout", "PT0.1S"));
        CountDownLatch evicted = new CountDownLatch(1);
        sessions.receive(text -> awaitQuietly(evicted));
        listen(sessions);
        BooleanSupplier unchanged = sessions.changes().unchanged(listening(sessions), TOKEN, "u1");
        sessions.publish("everything");

        redis.run("DEL", StoredSessions.PREFIX + TOKEN);

        await(() -> !unchanged.getAsBoolean());
        evicted.countDown();
        await(() -> listening(sessions) > 0);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            var unused = latch.await(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsOtherNodesWhatToEvict() {
        RedisSessions one = sessions(Map.of());
        RedisSessions other = sessions(Map.of());
        Queue<String> received = new ConcurrentLinkedQueue<>();
        other.receive(received::add);
        listen(other);
        var unused = listening(other);

        one.publish("session:s1");

        await(() -> received.contains("session:s1"));
        assertThat(other.changes().unchanged(other.changes().now(), TOKEN).getAsBoolean()).isTrue();
    }

    @Test
    void tellsNobodyWithoutPermissionAndGoesOn() {
        redis.run(
                "ACL",
                "SETUSER",
                "mute",
                "reset",
                "on",
                ">a-password",
                "~better-auth:*",
                "-@all",
                "+getrange",
                "+client|tracking");
        RedisSessions mute =
                sessions(
                        Map.of(
                                "better-auth.session.redis.url",
                                "redis://mute:a-password@127.0.0.1:" + redis.port()));
        try (LogCapture log = new LogCapture("sessions")) {
            mute.publish("everything");

            assertThat(log.lines())
                    .contains(
                            "WARNING Caches of other nodes are not emptied: Redis is unavailable: Redis"
                                    + " answered NOPERM");
        }
        assertThat(find(mute)).isInstanceOf(Found.class);
    }

    /** As where a class cannot be loaded, or memory is short. */
    @Test
    void goesOnAfterAnErrorWhileItListens() {
        RedisSessions sessions = sessions(Map.of());
        CountDownLatch failed = new CountDownLatch(1);
        sessions.receive(
                text -> {
                    failed.countDown();
                    throw new LinkageError("of the test");
                });
        listen(sessions);
        long before = listening(sessions);
        BooleanSupplier unchanged = sessions.changes().unchanged(before, TOKEN, "u1");

        sessions.publish("everything");

        awaitQuietly(failed);
        await(() -> !unchanged.getAsBoolean());
        assertThat(listening(sessions)).isGreaterThan(before);
    }

    @Test
    void closesWhatDoesNotAnswerWhileItListens() throws IOException {
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                LogCapture log = new LogCapture("sessions")) {
            Thread server = new Thread(() -> acceptAll(silent, accepted, ended), "silent");
            server.setDaemon(true);
            server.start();
            RedisSessions sessions =
                    sessions(
                            Map.of(
                                    "better-auth.session.redis.url",
                                    "redis://127.0.0.1:" + silent.getLocalPort(),
                                    "better-auth.session.redis.command-timeout",
                                    "PT0.05S"));
            listen(sessions);

            await(() -> accepted.get() >= 3);
            await(() -> ended.get() >= 2);
            assertThat(accepted.get() - ended.get()).isLessThanOrEqualTo(1);
            assertThat(log.lines()).first().asString().endsWith(": timeout");
        }
    }

    private static void acceptAll(
            ServerSocket silent, AtomicInteger accepted, AtomicInteger ended) {
        List<Socket> open = new ArrayList<>();
        try {
            while (true) {
                open.add(silent.accept());
                accepted.incrementAndGet();
                // The one before was closed before this one was opened.
                if (open.size() > 1) {
                    awaitEnd(open.get(open.size() - 2));
                    ended.incrementAndGet();
                }
            }
        } catch (IOException closed) {
            open.forEach(RedisSessionsTest::closeQuietly);
        }
    }

    /** It times out where that is still open. */
    private static void awaitEnd(Socket socket) throws IOException {
        socket.setSoTimeout(1000);
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            return;
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            throw new UncheckedIOException(closedAlready);
        }
    }

    @Test
    void endsItsThreadOnceClosed() throws InterruptedException {
        RedisSessions sessions = sessions(Map.of());
        Thread thread = listen(sessions);
        var unused = listening(sessions);

        sessions.close();

        thread.join(SOON.toMillis());
        assertThat(thread.isAlive()).isFalse();
        assertThat(sessions.changes().unchanged(Long.MAX_VALUE - 1, "u1").getAsBoolean()).isFalse();
    }

    private static void assertUnavailable(SessionAnswer answer, String reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).startsWith(reason));
    }

    private static SessionAnswer find(RedisSessions sessions) {
        return sessions.source()
                .find(
                        new SessionQuery(
                                SessionQuery.Kind.BEARER, TOKEN, null, null, null, "192.0.2.1"));
    }

    private RedisSessions sessions(Map<String, String> changes) {
        Map<String, String> all = new HashMap<>();
        all.put("better-auth.url", "https://auth.example.com");
        all.put("better-auth.secret", "0123456789abcdef0123456789abcdef");
        all.put("better-auth.session.source", "redis");
        all.put("better-auth.session.redis.url", redis.url());
        all.putAll(changes);
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
        RedisSessions sessions = new RedisSessions(settings, Clock.systemUTC());
        opened.add(sessions);
        return sessions;
    }

    private static Thread listen(RedisSessions sessions) {
        Thread thread = new Thread(sessions.listener(), "redis-listener");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until changes are told; what {@code now} is then. */
    private static long listening(RedisSessions sessions) {
        await(
                () ->
                        sessions.changes()
                                .unchanged(sessions.changes().now(), "nobody")
                                .getAsBoolean());
        return sessions.changes().now();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
