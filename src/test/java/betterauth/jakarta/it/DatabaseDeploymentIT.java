package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DatabaseServer;
import betterauth.jakarta.run.PostgreSql;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator learns of the database while the application is deployed. */
class DatabaseDeploymentIT {

    private static final Duration START = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void failsByAWrongMapAndNotByADatabaseThatIsDown() throws IOException {
        try (DatabaseServer database = started();
                BetterAuthServer betterAuth = BetterAuthServer.start(database.betterAuth())) {
            String token = betterAuth.signIn("ada");
            Map<String, String> environment = environment(database, betterAuth);
            assertFails(
                    environment,
                    Map.of("BETTER_AUTH_SESSION_DATABASE_NAMING", "snake"),
                    "The table session has no column ");
            assertFails(
                    environment,
                    Map.of("BETTER_AUTH_SESSION_DATASOURCE", "jdbc/other"),
                    "There is no data source jdbc/other: see better-auth.session.datasource");
            betterAuth.stop();
            database.stop();
            int port = ServerProcess.freePort();
            URI base = URI.create("http://localhost:" + port);
            Path log = folder.resolve("down.log");
            try (ServerProcess server = start(environment, port, log)) {
                server.awaitAnswer(base.resolve("/api/public/ping"), START, () -> {});
                Api api = new Api(base).unrecorded();
                assertThat(Files.readString(log))
                        .contains("The database is unavailable: ", "Sessions get 503 until");
                assertRefused(api.getAs(token, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
                database.start();
                for (int i = 0; i < 100 && api.getAs(token, "/api/me").statusCode() != 200; i++) {
                    Sessions.pause(Duration.ofMillis(100));
                }
                assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
            }
        }
    }

    private void assertFails(
            Map<String, String> environment, Map<String, String> changes, String line)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(changes);
        int port = ServerProcess.freePort();
        Path log = folder.resolve("failed.log");
        Files.deleteIfExists(log);
        try (ServerProcess server = start(all, port, log)) {
            assertThat(server.isAlive()).isTrue();
            for (int i = 0; i < 600 && !Files.readString(log).contains(line); i++) {
                Sessions.pause(Duration.ofMillis(200));
            }
            assertThat(Files.readString(log)).contains(line).doesNotContain("is deployed at");
        }
    }

    private ServerProcess start(Map<String, String> environment, int port, Path log) {
        return AppServer.ofBuild()
                .start(
                        folder.resolve("server"),
                        Path.of("target", "better-auth-jakarta.war"),
                        port,
                        environment,
                        log);
    }

    private static DatabaseServer started() {
        return PostgreSql.create()
                .orElseGet(
                        () ->
                                Assumptions.abort(
                                        "Database tests need PostgreSQL, such as by: apt-get"
                                                + " install postgresql"));
    }

    private static Map<String, String> environment(
            DatabaseServer database, BetterAuthServer betterAuth) {
        boolean isWildFly = "wildfly".equals(System.getProperty("server"));
        return Map.of(
                "BETTER_AUTH_URL", betterAuth.url().toString(),
                "BETTER_AUTH_SECRET", BetterAuthServer.SECRET,
                "BETTER_AUTH_SESSION_SOURCE", "database",
                "BETTER_AUTH_SESSION_DATASOURCE",
                        (isWildFly ? "java:/jdbc/better-auth" : "jdbc/better-auth"),
                "SESSION_DATABASE_HOST", "127.0.0.1",
                "SESSION_DATABASE_PORT", String.valueOf(database.port()),
                "SESSION_DATABASE_NAME", "postgres",
                "SESSION_DATABASE_USER", "better_auth",
                "SESSION_DATABASE_PASSWORD", "none");
    }
}
