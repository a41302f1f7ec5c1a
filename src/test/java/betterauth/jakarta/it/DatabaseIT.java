package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DatabaseServer;
import betterauth.jakarta.run.PostgreSql;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sessions from Better Auth's database, by the server's data source as {@code server-config} sets
 * it up, and a user who may read what the guide grants. Nothing is cached.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class DatabaseIT {

    private static final String READER = "better_auth_reader";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir private static Path folder;

    private static DatabaseServer database;
    private static BetterAuthServer betterAuth;
    private static ServerProcess server;
    private static Path log;
    private static Api api;

    @BeforeAll
    static void start() {
        database =
                PostgreSql.create()
                        .orElseGet(
                                () ->
                                        Assumptions.abort(
                                                "Database tests need PostgreSQL, such as by:"
                                                        + " apt-get install postgresql"));
        betterAuth = BetterAuthServer.start(database.betterAuth());
        database.run(
                "CREATE ROLE " + READER + " LOGIN",
                "GRANT SELECT (id, token, \"userId\", \"expiresAt\") ON session TO " + READER,
                "GRANT SELECT (id, name, email, role, banned, \"banExpires\") ON \"user\" TO "
                        + READER);
        Map<String, String> environment = new HashMap<>(environment());
        int port = ServerProcess.freePort();
        log = folder.resolve("server.log");
        server =
                AppServer.ofBuild()
                        .start(
                                folder.resolve("server"),
                                Path.of("target", "better-auth-jakarta.war"),
                                port,
                                environment,
                                log);
        URI base = URI.create("http://localhost:" + port);
        server.awaitAnswer(base.resolve("/api/public/ping"), Duration.ofMinutes(2), () -> {});
        api = new Api(base).unrecorded();
    }

    private static Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("BETTER_AUTH_URL", betterAuth.url().toString()),
                Map.entry("BETTER_AUTH_SECRET", BetterAuthServer.SECRET),
                Map.entry("BETTER_AUTH_SESSION_SOURCE", "database"),
                Map.entry("BETTER_AUTH_SESSION_DATASOURCE", dataSource()),
                Map.entry("BETTER_AUTH_SESSION_CACHE_SIZE", "0"),
                Map.entry("BETTER_AUTH_SESSION_READ_TIMEOUT", TIMEOUT.toString()),
                Map.entry(
                        "BETTER_AUTH_SESSION_HIDDEN_FIELDS",
                        "emailVerified,image,createdAt,updatedAt,banReason,softwareBackground,"
                                + "hardwareBackground,interestArea,ipAddress,userAgent,"
                                + "impersonatedBy,activeOrganizationId"),
                Map.entry("SESSION_DATABASE_HOST", "127.0.0.1"),
                Map.entry("SESSION_DATABASE_PORT", String.valueOf(database.port())),
                Map.entry("SESSION_DATABASE_NAME", "postgres"),
                Map.entry("SESSION_DATABASE_USER", READER),
                Map.entry("SESSION_DATABASE_PASSWORD", "none"));
    }

    static String dataSource() {
        return "wildfly".equals(System.getProperty("server"))
                ? "java:/jdbc/better-auth"
                : "jdbc/better-auth";
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (betterAuth != null) {
            betterAuth.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void readsSessionsUntilTheyEnd() {
        String token = betterAuth.signIn("ada");

        HttpResponse<String> answer = api.getAs(token, "/api/me");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Api.json(answer).getString("email")).isEqualTo("ada@example.com");
        betterAuth.post("/api/auth/sign-out", Sessions.NOTHING, "Authorization", "Bearer " + token);

        assertRefused(api.getAs(token, "/api/me"), 401, INVALID_SESSION);
    }

    @Test
    void readsSessionsOfCookiesAndVerifiesThem() {
        String cookie = Sessions.sessionCookie(betterAuth.signInForCookies("grace"));
        assertThat(api.get("/api/me", "Cookie", cookie).statusCode()).isEqualTo(200);

        String token = cookie.substring(cookie.indexOf('=') + 1).split("\\.", 2)[0];
        assertRefused(
                api.get(
                        "/api/me",
                        "Cookie",
                        "better-auth.session_token=" + token + "." + "A".repeat(43) + "%3D"),
                401,
                INVALID_SESSION);
    }

    @Test
    void givesEachConnectionBack() {
        String token = betterAuth.signIn("ada");

        for (int i = 0; i < 100; i++) {
            assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
            assertRefused(api.getAs("x%031d".formatted(i), "/api/me"), 401, INVALID_SESSION);
        }
    }

    @Test
    void readsSessionsWithoutBetterAuth() {
        String token = betterAuth.signIn("ada");
        betterAuth.stop();
        try {
            assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
        } finally {
            betterAuth.start();
        }
    }

    @Test
    void isUnavailableWhileTheTableIsLocked() throws SQLException {
        String token = betterAuth.signIn("ada");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE session IN ACCESS EXCLUSIVE MODE");

            assertUnavailableInTime(token);
            connection.rollback();
        }
        awaitAccepted(token);
    }

    @Test
    void isUnavailableWhileTheDatabaseHangs() throws IOException {
        String token = betterAuth.signIn("ada");
        assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
        database.pause();
        try {
            assertUnavailableInTime(token);
        } finally {
            database.resume();
        }
        awaitAccepted(token);
    }

    @Test
    void isUnavailableWhileTheDatabaseIsStopped() {
        String token = betterAuth.signIn("ada");
        betterAuth.stop();
        database.stop();
        try {
            assertUnavailableInTime(token);
            assertUnavailableInTime(token);
        } finally {
            database.start();
            betterAuth.start();
        }
        awaitAccepted(token);
    }

    @Test
    void tellsItsSourceAndNoToken() throws IOException {
        String token = betterAuth.signIn("ada");
        assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);

        assertThat(Files.readString(log))
                .contains(
                        "session source: Better Auth's database, by the data source "
                                + dataSource())
                .doesNotContain(token, BetterAuthServer.SECRET, "There is no setting");
    }

    private static void assertUnavailableInTime(String token) {
        long began = System.nanoTime();
        assertRefused(api.getAs(token, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isLessThan(TIMEOUT.plusMillis(1500));
    }

    /** Without a restart, and without more than the failures in between. */
    private static void awaitAccepted(String token) {
        for (int i = 0; i < 100 && api.getAs(token, "/api/me").statusCode() != 200; i++) {
            Sessions.pause(Duration.ofMillis(100));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
        }
    }
}
