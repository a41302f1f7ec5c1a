package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.AuthUsers.User;
import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers with the WAR behind one Redis, in which they may only read: what Better Auth ends or
 * changes is seen by both.
 */
class TwoNodesIT {

    private static final String PASSWORD = "a-password-of-the-integration-tests";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofMinutes(3);

    private static final List<AutoCloseable> STARTED = new ArrayList<>();
    private static final List<Api> NODES = new ArrayList<>();
    private static final List<Path> LOGS = new ArrayList<>();

    @TempDir private static Path folder;

    private static BetterAuthServer betterAuth;
    private static AuthUsers users;

    @BeforeAll
    static void start() {
        RedisProcess redis = started(RedisProcess.start());
        redis.run(
                "ACL",
                "SETUSER",
                "better-auth-jakarta",
                "on",
                ">" + PASSWORD,
                "~better-auth:*",
                "resetchannels",
                "&better-auth:jakarta-evictions",
                "-@all",
                "+get",
                "+ping",
                "+client|tracking",
                "+subscribe",
                "+publish");
        betterAuth = started(BetterAuthServer.start(Map.of("REDIS_URL", redis.url())));
        users = new AuthUsers(betterAuth);
        Map<String, String> environment =
                Map.of(
                        "BETTER_AUTH_URL",
                        betterAuth.url().toString(),
                        "BETTER_AUTH_SECRET",
                        BetterAuthServer.SECRET,
                        "BETTER_AUTH_SESSION_SOURCE",
                        "redis",
                        "BETTER_AUTH_SESSION_REDIS_URL",
                        "redis://better-auth-jakarta@127.0.0.1:" + redis.port(),
                        "BETTER_AUTH_SESSION_REDIS_PASSWORD",
                        PASSWORD,
                        "BETTER_AUTH_SESSION_CACHE_TTL",
                        "PT10M");
        for (int i = 0; i < 2; i++) {
            startNode(folder.resolve("node" + i), environment);
        }
    }

    private static void startNode(Path home, Map<String, String> environment) {
        int port = ServerProcess.freePort();
        Path log = folder.resolve(home.getFileName() + ".log");
        ServerProcess server =
                started(
                        AppServer.ofBuild()
                                .start(
                                        home,
                                        Path.of("target", "better-auth-jakarta.war"),
                                        port,
                                        environment,
                                        log));
        URI base = URI.create("http://localhost:" + port);
        server.awaitAnswer(base.resolve("/api/public/ping"), START, () -> {});
        NODES.add(new Api(base).unrecorded());
        LOGS.add(log);
    }

    @AfterAll
    static void stop() throws Exception {
        for (int i = STARTED.size() - 1; i >= 0; i--) {
            STARTED.get(i).close();
        }
    }

    @Test
    void seeASignOut() {
        String session = known(users.signUp().session());

        users.signOut(session);

        awaitStatus(session, "/api/me", 401, SOON);
    }

    @Test
    void seeABanAndEndTokens() {
        User user = users.signUp();
        String session = known(user.session());
        String token = known(users.token(session));
        AuthUsers.awaitNextSecond();

        users.ban(betterAuth.signIn("grace"), user);

        awaitStatus(session, "/api/me", 401, SOON);
        awaitStatus(token, "/api/me", 401, SOON);
    }

    @Test
    void seeANewRole() {
        User user = users.signUp();
        String session = known(user.session());
        awaitStatus(session, "/api/articles/draft", 403, RECOVERY);

        users.setRole(betterAuth.signIn("grace"), user, "editor");

        awaitStatus(session, "/api/articles/draft", 200, SOON);
    }

    @Test
    void seeANewPassword() {
        User user = users.signUp();
        String session = known(user.session());
        String other = known(users.signIn(user));

        String next = users.changePassword(other);

        awaitStatus(session, "/api/me", 401, SOON);
        awaitStatus(other, "/api/me", 401, SOON);
        awaitStatus(next, "/api/me", 200, SOON);
    }

    @Test
    void emptyEachOthersCaches() {
        known(users.signUp().session());
        String administrator = betterAuth.signIn("grace");
        assertThat(sizeOnTheOther(administrator)).isPositive();

        assertThat(
                        NODES.get(0)
                                .send(
                                        "DELETE",
                                        "/api/admin/caches",
                                        "",
                                        "Authorization",
                                        "Bearer " + administrator)
                                .statusCode())
                .isEqualTo(204);

        // The administrator's own session is read again to ask.
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (sizeOnTheOther(administrator) > 1) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static int sizeOnTheOther(String administrator) {
        return Api.json(NODES.get(1).getAs(administrator, "/api/admin/caches"))
                .getJsonObject("sessions")
                .getInt("size");
    }

    @Test
    void reportWhereSessionsAreAndNoPassword() throws IOException {
        for (Path log : LOGS) {
            String text = Files.readString(log);

            assertThat(text)
                    .contains("session source: Better Auth's secondary storage, redis://127.0.0.1:")
                    .doesNotContain(PASSWORD)
                    .doesNotContain("better-auth-jakarta@");
        }
    }

    private static String known(String credential) {
        awaitStatus(credential, "/api/me", 200, RECOVERY);
        return credential;
    }

    /** On each node. */
    private static void awaitStatus(String credential, String path, int status, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        for (Api node : NODES) {
            BooleanSupplier isSeen = () -> node.getAs(credential, path).statusCode() == status;
            boolean seen = isSeen.getAsBoolean();
            while (!seen && System.nanoTime() < deadline) {
                seen = isSeen.getAsBoolean();
            }
            assertThat(seen).as(path + " with " + status).isTrue();
        }
    }

    private static <T extends AutoCloseable> T started(T next) {
        STARTED.add(next);
        return next;
    }
}
