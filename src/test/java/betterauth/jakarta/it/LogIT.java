package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.it.app.UserSocket;
import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator reads of callers who do nothing wrong. */
class LogIT {

    private static final Pattern ERROR = Pattern.compile("\\bERROR\\b|SEVERE|\\bCWWK\\w+E\\b");

    @TempDir private Path folder;

    @Test
    void hasNoErrorForAnonymousAndKnownCallers() throws IOException {
        Path log = folder.resolve("server.log");
        int port = ServerProcess.freePort();
        URI base = URI.create("http://localhost:" + port);
        try (BetterAuthServer betterAuth = BetterAuthServer.start(Map.of());
                ServerProcess server =
                        AppServer.ofBuild()
                                .start(
                                        folder.resolve("server"),
                                        app(betterAuth.url()),
                                        port,
                                        Map.of(),
                                        log)) {
            server.awaitAnswer(base.resolve("/app/bare"), Duration.ofMinutes(2), () -> {});
            String token = betterAuth.token("ada");
            Api api = new Api(base);
            for (String path : List.of("calls/anonymous", "claims/open", "bare", "calls/token")) {
                assertThat(api.getAs(token, "/app/" + path).statusCode()).isEqualTo(200);
            }
            for (String path : List.of("calls/anonymous", "claims/open", "bare")) {
                assertThat(api.get("/app/" + path).statusCode()).isEqualTo(200);
                assertThat(api.getAs("rubbish", "/app/" + path).statusCode()).isEqualTo(200);
            }
            for (String path : List.of("claims", "calls/ejb", "bare/known", "calls/user")) {
                assertThat(api.get("/app/" + path).statusCode()).isEqualTo(401);
            }
        }

        assertThat(Files.readAllLines(log)).isNotEmpty();
        assertThat(Files.readAllLines(log)).noneMatch(line -> ERROR.matcher(line).find());
    }

    private Path app(URI betterAuth) {
        Path file = folder.resolve("app.war");
        Deployments.app(Map.of("better-auth.url", betterAuth.toString()))
                .addPackage(TestApplication.class.getPackage())
                .deleteClass(UserSocket.class)
                .as(ZipExporter.class)
                .exportTo(file.toFile());
        return file;
    }
}
