package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong setting in the environment stops the deployment, before anything is served. */
class SettingsIT {

    private static final String LINE =
            "better-auth.session.cache-ttl must be a positive ISO-8601 duration of at most P3650D,"
                    + " such as PT30S: PT-5S";

    @TempDir private Path folder;

    @Test
    void stopsTheDeploymentWithALineThatNamesTheKey() throws IOException {
        int port = ServerProcess.freePort();
        Path log = folder.resolve("server.log");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/servers/payara-micro.jar",
                        "--prebootcommandfile",
                        "server-config/payara-micro/preboot.asadmin",
                        "--deploy",
                        "target/better-auth-jakarta.war",
                        "--contextroot",
                        "/",
                        "--port",
                        String.valueOf(port),
                        "--nocluster",
                        "--disablephonehome");
        Map<String, String> environment =
                Map.of(
                        "BETTER_AUTH_URL", "http://localhost:1",
                        "BETTER_AUTH_SESSION_CACHE_TTL", "PT-5S");

        try (ServerProcess server =
                ServerProcess.start("Payara Micro", Path.of("."), environment, log, command)) {
            for (int i = 0;
                    i < 600 && server.isAlive() && !Files.readString(log).contains("ready in");
                    i++) {
                Sessions.pause(Duration.ofMillis(200));
            }
            assertThat(Files.readString(log)).contains("ready in");
            assertThat(Files.readString(log)).contains("SettingsCheck").contains(LINE);
            assertThat(
                            new Api(URI.create("http://localhost:" + port))
                                    .get("/api/public/ping")
                                    .statusCode())
                    .isEqualTo(404);
        }
    }
}
