package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.it.app.UserServlet;
import betterauth.jakarta.it.edge.Reports;
import betterauth.jakarta.it.refused.ClaimServlet;
import betterauth.jakarta.it.refused.HelperBean;
import betterauth.jakarta.it.refused.PooledBean;
import betterauth.jakarta.it.refused.SharedBean;
import betterauth.jakarta.it.refused.SwitchedOff;
import betterauth.jakarta.it.source.MoreSessions;
import betterauth.jakarta.it.source.OwnSessions;
import betterauth.jakarta.it.source.WhoResource;
import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that would not be guarded is not deployed, and one line says why. */
class RefusedDeploymentIT {

    private static final Map<String, String> SETTINGS =
            Map.of("better-auth.url", "http://localhost:1");

    /** It takes no EARs. */
    private static final boolean IS_PAYARA_MICRO =
            System.getProperty("server").equals("payara-micro");

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
                        HelperBean.class,
                        SharedBean.class,
                        ClaimServlet.class),
                "/claim",
                List.of(
                        advice + "an EJB" + serves + "PooledBean.subject",
                        advice + "a bean with scope @Dependent" + serves + "HelperBean.email",
                        advice + "a component of the container" + serves + "ClaimServlet.subject"));
    }

    @Test
    void refusesSeveralSourcesOfSessions() throws IOException {
        assertRefused(
                Deployments.app(
                        Map.of(
                                "better-auth.url",
                                "http://localhost:1",
                                "better-auth.secret",
                                "a secret of the integration tests"),
                        TestApplication.class,
                        OwnSessions.class,
                        MoreSessions.class,
                        WhoResource.class),
                "/app/who",
                List.of(
                        "There must be at most one CDI bean of type SessionSource:"
                                + " betterauth.jakarta.it.source.MoreSessions,"
                                + " betterauth.jakarta.it.source.OwnSessions"));
    }

    @Test
    void refusesASourceOfSessionsWithoutTheSecret() throws IOException {
        assertRefused(
                Deployments.app(
                        SETTINGS, TestApplication.class, OwnSessions.class, WhoResource.class),
                "/app/who",
                List.of(
                        "better-auth.secret must be set where the application has a SessionSource:"
                                + " it verifies cookies before the source is asked"));
    }

    @Test
    void refusesTheLibraryInTheLibFolderOfAnEar() throws IOException {
        assertRefused(
                Deployments.earOnLibrary(SETTINGS, TestApplication.class, UserServlet.class),
                "/servlet/user",
                List.of(
                        IS_PAYARA_MICRO
                                ? "refused.ear is a not valid type of deployment archive"
                                : "The library must be in WEB-INF/lib of each WAR that it guards, not"
                                        + " in the lib folder of an EAR"));
    }

    private void assertRefused(Archive<?> application, String path, List<String> lines)
            throws IOException {
        String type = application instanceof EnterpriseArchive ? ".ear" : ".war";
        Path war = folder.resolve("refused" + type);
        application.as(ZipExporter.class).exportTo(war.toFile());
        int port = ServerProcess.freePort();
        Path log = folder.resolve("server.log");
        try (ServerProcess server =
                AppServer.ofBuild().start(folder.resolve("server"), war, port, Map.of(), log)) {
            assertThat(server.isAlive()).isTrue();
            for (int i = 0; i < 600 && !Files.readString(log).contains(lines.get(0)); i++) {
                Sessions.pause(Duration.ofMillis(200));
            }
            assertThat(Files.readString(log)).contains(lines).doesNotContain("SharedBean.");
            // Servers end their start before they answer: with 404, or one with an empty 500.
            Sessions.pause(Duration.ofSeconds(2));
            assertThat(status(URI.create("http://localhost:" + port + path))).isNotEqualTo(200);
        }
    }

    /** 0 where nobody listens yet. */
    private static int status(URI address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobodyListens) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
