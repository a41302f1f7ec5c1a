package betterauth.jakarta.session.redis;

import static betterauth.jakarta.session.redis.StoredSessions.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.run.RedisProcess;
import betterauth.jakarta.run.ServerProcess;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import betterauth.jakarta.spi.SessionQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By real Sentinels, a master and its replica. */
class SentinelsTest {

    private static final String MASTER = "sessions";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private RedisProcess master;

    @BeforeEach
    void start() {
        master = opened(RedisProcess.start());
        StoredSessions.write(master);
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void sayWhereTheMasterIs() {
        RedisProcess sentinel = opened(RedisProcess.startSentinel(MASTER, master.port()));

        assertThat(find(sessions(MASTER, "127.0.0.1:" + sentinel.port())))
                .isInstanceOf(Found.class);
    }

    @Test
    void areAskedOneAfterTheOther() {
        RedisProcess sentinel = opened(RedisProcess.startSentinel(MASTER, master.port()));
        RedisProcess other = opened(RedisProcess.startSentinel("another", master.port()));

        assertThat(
                        find(
                                sessions(
                                        MASTER,
                                        "127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d"
                                                .formatted(
                                                        ServerProcess.freePort(),
                                                        other.port(),
                                                        sentinel.port()))))
                .isInstanceOf(Found.class);
    }

    @Test
    void areUnavailable() {
        assertUnavailable(
                find(sessions(MASTER, "127.0.0.1:" + ServerProcess.freePort())),
                "Redis is unavailable: no Sentinel answers: connection refused");
    }

    @Test
    void knowNoMasterOfAnotherName() {
        RedisProcess sentinel = opened(RedisProcess.startSentinel(MASTER, master.port()));

        assertUnavailable(
                find(sessions("another", "127.0.0.1:" + sentinel.port())),
                "Redis is unavailable: no Sentinel knows a master of that name");
    }

    @Test
    void nameAReplicaThatIsNotRead() {
        RedisProcess replica = replica();
        RedisProcess sentinel = opened(RedisProcess.startSentinel(MASTER, replica.port()));

        assertUnavailable(
                find(sessions(MASTER, "127.0.0.1:" + sentinel.port())),
                "Redis is unavailable: the server is a replica");
    }

    /** A Sentinel that was cut off from the others still names the old master. */
    @Test
    void areAskedUntilOneNamesAMasterThatIsThere() {
        RedisProcess replica = replica();
        RedisProcess ofReplica = opened(RedisProcess.startSentinel(MASTER, replica.port()));
        RedisProcess ofNobody =
                opened(RedisProcess.startSentinel(MASTER, ServerProcess.freePort()));
        RedisProcess right = opened(RedisProcess.startSentinel(MASTER, master.port()));

        assertThat(
                        find(
                                sessions(
                                        MASTER,
                                        "127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d"
                                                .formatted(
                                                        ofReplica.port(),
                                                        ofNobody.port(),
                                                        right.port()))))
                .isInstanceOf(Found.class);
    }

    /** Both are masters for a while, and changes of the new one would go untold. */
    @Test
    void nameAnotherMasterThatIsReadOnlyOnceItTellsOfChanges() {
        RedisProcess other = opened(RedisProcess.start());
        StoredSessions.write(other);
        RedisProcess sentinel = opened(RedisProcess.startSentinel(MASTER, master.port()));
        RedisSessions sessions = sessions(MASTER, "127.0.0.1:" + sentinel.port());
        listen(sessions);
        assertThat(find(sessions)).isInstanceOf(Found.class);
        BooleanSupplier ofOldMaster =
                sessions.changes().unchanged(sessions.changes().now(), TOKEN, "u1");
        assertThat(ofOldMaster.getAsBoolean()).isTrue();

        sentinel.run("SENTINEL", "REMOVE", MASTER);
        sentinel.run("SENTINEL", "MONITOR", MASTER, "127.0.0.1", "" + other.port(), "1");
        // The idle connection to read, and not the one on which changes are told.
        master.run("CLIENT", "KILL", "TYPE", "normal");
        assertThat(find(sessions)).isInstanceOf(Found.class);

        assertThat(ofOldMaster.getAsBoolean()).isFalse();
        await(() -> isTold(sessions));
        BooleanSupplier ofNewMaster =
                sessions.changes().unchanged(sessions.changes().now(), TOKEN, "u1");
        other.run("DEL", StoredSessions.PREFIX + TOKEN);
        await(() -> !ofNewMaster.getAsBoolean());
        assertThat(find(sessions)).isInstanceOf(Absent.class);
    }

    @Test
    void haveAUserOfTheirOwn() {
        RedisProcess sentinel = opened(RedisProcess.startSentinel(MASTER, master.port()));
        sentinel.run("ACL", "SETUSER", "asker", "on", ">a-password", "&*", "-@all", "+sentinel");
        String address = "127.0.0.1:" + sentinel.port();

        assertThat(
                        find(
                                sessions(
                                        MASTER,
                                        address,
                                        "better-auth.session.redis.sentinel-user",
                                        "asker",
                                        "better-auth.session.redis.sentinel-password",
                                        "a-password")))
                .isInstanceOf(Found.class);
    }

    @Test
    void haveAPasswordOfTheirOwn() {
        RedisProcess sentinel =
                opened(RedisProcess.startSentinel(MASTER, master.port(), "requirepass a-password"));
        String address = "127.0.0.1:" + sentinel.port();
        String key = "better-auth.session.redis.sentinel-password";

        assertThat(find(sessions(MASTER, address, key, "a-password"))).isInstanceOf(Found.class);
        assertUnavailable(
                find(sessions(MASTER, address, key, "wrong-one")),
                "Redis is unavailable: no Sentinel answers: Redis answered WRONGPASS");
        assertUnavailable(
                find(sessions(MASTER, address)),
                "Redis is unavailable: no Sentinel answers: Redis answered NOAUTH");
    }

    /** What ends at the new master is told from there, and nothing of before is believed. */
    @Test
    void nameTheNewMasterOnceTheOldOneIsAway() {
        RedisProcess replica = replica();
        RedisProcess sentinel = opened(RedisProcess.startSentinel(MASTER, master.port()));
        await(() -> sentinel.run("SENTINEL", "REPLICAS", MASTER).orElse("").length() > 10);
        RedisSessions sessions = sessions(MASTER, "127.0.0.1:" + sentinel.port());
        listen(sessions);
        BooleanSupplier fromOldMaster =
                sessions.changes().unchanged(sessions.changes().now(), TOKEN, "u1");
        assertThat(fromOldMaster.getAsBoolean()).isTrue();
        assertThat(find(sessions)).isInstanceOf(Found.class);

        master.stop();

        await(() -> !fromOldMaster.getAsBoolean());
        await(() -> find(sessions) instanceof Found);
        await(() -> isTold(sessions));
        assertThat(fromOldMaster.getAsBoolean()).isFalse();
        BooleanSupplier fromNewMaster =
                sessions.changes().unchanged(sessions.changes().now(), TOKEN, "u1");

        replica.run("DEL", StoredSessions.PREFIX + TOKEN);

        await(() -> !fromNewMaster.getAsBoolean());
        assertThat(find(sessions)).isInstanceOf(Absent.class);
    }

    private static void listen(RedisSessions sessions) {
        Thread thread = new Thread(sessions.listener(), "redis-listener");
        thread.setDaemon(true);
        thread.start();
        await(() -> isTold(sessions));
    }

    private static boolean isTold(RedisSessions sessions) {
        return sessions.changes().unchanged(sessions.changes().now(), "nobody").getAsBoolean();
    }

    /** With what the master has. */
    private RedisProcess replica() {
        RedisProcess replica =
                opened(
                        RedisProcess.start(
                                "--replicaof", "127.0.0.1", String.valueOf(master.port())));
        await(() -> replica.run("EXISTS", StoredSessions.PREFIX + TOKEN).equals(Optional.of("1")));
        return replica;
    }

    private RedisSessions sessions(String name, String sentinels, String... more) {
        Map<String, String> all = new HashMap<>();
        all.put("better-auth.url", "https://auth.example.com");
        all.put("better-auth.secret", "0123456789abcdef0123456789abcdef");
        all.put("better-auth.session.source", "redis");
        all.put("better-auth.session.redis.url", "redis://" + name);
        all.put("better-auth.session.redis.sentinels", sentinels);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
        return opened(new RedisSessions(settings, Clock.systemUTC()));
    }

    private static SessionAnswer find(RedisSessions sessions) {
        return sessions.source()
                .find(
                        new SessionQuery(
                                SessionQuery.Kind.BEARER, TOKEN, null, null, null, "192.0.2.1"));
    }

    private static void assertUnavailable(SessionAnswer answer, String reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).startsWith(reason));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private <T extends AutoCloseable> T opened(T next) {
        opened.add(next);
        return next;
    }
}
