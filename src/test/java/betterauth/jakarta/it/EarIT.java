package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_ROLE;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.BareResource;
import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.it.app.UserServlet;
import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An EAR of two WARs, each with its own library and settings. Payara Micro takes no EARs. */
class EarIT {

    private static final String SERVER = System.getProperty("server");
    private static final List<String> NAMES = List.of("one", "two");
    private static final String TAKES_NONE = "app.ear is a not valid type of deployment archive";

    @TempDir private Path folder;

    @Test
    void guardsEachWar() throws IOException {
        int port = ServerProcess.freePort();
        URI base = URI.create("http://localhost:" + port);
        Path log = folder.resolve("server.log");
        try (BetterAuthServer betterAuth = BetterAuthServer.start(Map.of());
                ServerProcess server =
                        AppServer.ofBuild()
                                .start(
                                        folder.resolve("server"),
                                        ear(betterAuth.url()),
                                        port,
                                        environment(betterAuth.url()),
                                        log)) {
            if (SERVER.equals("payara-micro")) {
                for (int i = 0; i < 300 && !Files.readString(log).contains(TAKES_NONE); i++) {
                    Sessions.pause(Duration.ofMillis(200));
                }
                assertThat(Files.readString(log)).contains(TAKES_NONE);
                return;
            }
            String token = betterAuth.token("ada");
            for (String name : NAMES) {
                server.awaitAnswer(
                        base.resolve("/" + name + "/app/bare"), Duration.ofMinutes(2), () -> {});
                assertGuarded(new Api(base).unrecorded(), name, token);
            }
        }
    }

    private static void assertGuarded(Api api, String name, String token) {
        String origin = "https://" + name + ".example";
        HttpResponse<String> refused = api.get("/" + name + "/app/bare/known", "Origin", origin);

        assertRefused(refused, 401, AUTHENTICATION_REQUIRED);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
        assertThat(
                        api.get("/" + name + "/app/bare", "Origin", "https://other.example")
                                .headers()
                                .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertRefused(api.getAs(token, "/" + name + "/app/bare/admin"), 403, INSUFFICIENT_ROLE);
        assertThat(api.getAs(token, "/" + name + "/app/bare/known").body()).isEqualTo("known");
        assertThat(api.getAs(token, "/" + name + "/servlet/user").body())
                .matches("\\w{32} \\[user]");
        assertThat(api.get("/" + name + "/servlet/user").body()).isEqualTo("nobody");
    }

    private static Map<String, String> environment(URI betterAuth) {
        return SERVER.equals("payara-server")
                ? Map.of(
                        "BETTER_AUTH_URL",
                        betterAuth.toString(),
                        "BETTER_AUTH_CORS_ALLOWED_ORIGINS",
                        "https://one.example,https://two.example")
                : Map.of();
    }

    private Path ear(URI betterAuth) {
        Path file = folder.resolve("app.ear");
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, "app.ear");
        for (String name : NAMES) {
            ear.addAsModule(
                    Deployments.module(
                            name,
                            Map.of(
                                    "better-auth.url",
                                    betterAuth.toString(),
                                    "better-auth.cors.allowed-origins",
                                    "https://" + name + ".example"),
                            TestApplication.class,
                            BareResource.class,
                            UserServlet.class));
        }
        ear.as(ZipExporter.class).exportTo(file.toFile());
        return file;
    }
}
