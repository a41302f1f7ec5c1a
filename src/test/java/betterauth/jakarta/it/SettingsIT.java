package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        Map<String, String> environment =
                Map.of(
                        "BETTER_AUTH_URL", "http://localhost:1",
                        "BETTER_AUTH_SESSION_CACHE_TTL", "PT-5S");

        try (ServerProcess server =
                AppServer.ofBuild()
                        .start(
                                folder.resolve("server"),
                                Path.of("target", "better-auth-jakarta.war"),
                                port,
                                environment,
                                log)) {
            URI ping = URI.create("http://localhost:" + port + "/api/public/ping");
            server.awaitStatus(ping, 404, Duration.ofMinutes(2));
            awaitLine(log);
            server.awaitStatus(ping, 404, Duration.ofSeconds(10));
        }
    }

    /** Servers answer before they have logged why there is nothing to answer with. */
    private static void awaitLine(Path log) throws IOException {
        for (int i = 0; i < 300 && !Files.readString(log).contains(LINE); i++) {
            Sessions.pause(Duration.ofMillis(200));
        }
        assertThat(Files.readString(log)).contains(LINE);
    }
}
