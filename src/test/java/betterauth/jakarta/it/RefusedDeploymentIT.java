package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.it.edge.Reports;
import betterauth.jakarta.it.refused.ClaimServlet;
import betterauth.jakarta.it.refused.PooledBean;
import betterauth.jakarta.it.refused.SharedBean;
import betterauth.jakarta.it.refused.SwitchedOff;
import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that would not be guarded is not deployed, and one line says why. */
class RefusedDeploymentIT {

    private static final Map<String, String> SETTINGS =
            Map.of("better-auth.url", "http://localhost:1");

    @TempDir private Path folder;

    @Test
    void refusesAnApplicationInWhichNoGuardIsInForce() throws IOException {
        assertRefused(
                Deployments.app(SETTINGS, SwitchedOff.class, Reports.class),
                "/off/reports/open",
                List.of(
                        "jakarta.ws.rs.loadServices must not be false, since no guard is in force"
                                + " then: a property of betterauth.jakarta.it.refused.SwitchedOff"));
    }

    @Test
    void refusesAClaimAsAValueInWhatServesMoreThanOneRequest() throws IOException {
        String advice = "@Inject @Claim needs ClaimValue or Instance in ";
        String serves = ", which serves more than one request: betterauth.jakarta.it.refused.";
        assertRefused(
                Deployments.app(
                        SETTINGS,
                        TestApplication.class,
                        PooledBean.class,
                        SharedBean.class,
                        ClaimServlet.class),
                "/claim",
                List.of(
                        advice + "an EJB" + serves + "PooledBean.subject",
                        advice
                                + "a bean with scope @ApplicationScoped"
                                + serves
                                + "SharedBean.email",
                        advice + "a component of the container" + serves + "ClaimServlet.subject"));
    }

    private void assertRefused(WebArchive application, String path, List<String> lines)
            throws IOException {
        Path war = folder.resolve("refused.war");
        application.as(ZipExporter.class).exportTo(war.toFile());
        int port = ServerProcess.freePort();
        Path log = folder.resolve("server.log");
        try (ServerProcess server =
                AppServer.ofBuild().start(folder.resolve("server"), war, port, Map.of(), log)) {
            URI address = URI.create("http://localhost:" + port + path);
            server.awaitStatus(address, 404, Duration.ofMinutes(2));
            for (int i = 0; i < 300 && !Files.readString(log).contains(lines.get(0)); i++) {
                Sessions.pause(Duration.ofMillis(200));
            }
            assertThat(Files.readString(log)).contains(lines).doesNotContain("SharedBean.name");
            server.awaitStatus(address, 404, Duration.ofSeconds(10));
        }
    }
}
