package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * The WAR goes as it came: no MXBean of it stays behind in the server, and of its class loaders,
 * which a thread left over would hold, no more however often it is deployed.
 */
abstract class RedeploymentTests {

    private static final String WAR = BetterAuthApp.NAME;

    /** Its constants live as long as its class does. */
    private static final String OURS = "betterauth.jakarta.config.JwsAlgorithm";

    /** Likewise. */
    private static final String CLIENT_OF_REDIS = "redis.clients.jedis.Protocol$Command";

    private static final String BEANS = "betterauth.jakarta:*";
    private static final int TIMES = 10;

    /** The one that runs, and what the JVM and a server's idle threads may hold on to. */
    private static final int MOST_IN_USE = 5;

    private static final int SECONDS_TO_END = 10;
    private static final int PATIENCE_SECONDS = 60;

    /** More requests than a server has idle threads, by its configuration. */
    private static final int CROWD = 500;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final URI BASE =
            URI.create("http://localhost:" + System.getProperty("http.port"));

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Deployer deployer;

    /** Whether sessions are in Redis, whose client is not loaded otherwise. */
    boolean readsRedis() {
        return false;
    }

    /** Looks elsewhere, after the application has gone. */
    void assertGone() {}

    @Test
    void leavesNothingBehind() throws Exception {
        String token = betterAuth.token("ada");
        String session = betterAuth.signIn("ada");
        for (int i = 0; i < TIMES; i++) {
            deployer.deploy(WAR);
            use(token, session);
            try (ServerJvm running = ServerJvm.find().orElseThrow()) {
                assertThat(running.beans(BEANS)).hasSizeGreaterThan(1);
                assertThat(running.loadersOf(OURS)).isPositive();
                assertThat(running.loadersOf(CLIENT_OF_REDIS) > 0).isEqualTo(readsRedis());
            }
            deployer.undeploy(WAR);
            assertGone();
            if (i == 0 && endsWithItsDeployment()) {
                return;
            }
            try (ServerJvm running = ServerJvm.find().orElseThrow()) {
                assertThat(running.beans(BEANS)).isEmpty();
            }
        }

        deployer.deploy(WAR);
        try (ServerJvm running = ServerJvm.find().orElseThrow()) {
            long loaders = TIMES;
            for (int i = 0; i < PATIENCE_SECONDS && loaders > MOST_IN_USE; i++) {
                useEveryThread(token);
                Sessions.pause(Duration.ofSeconds(1));
                loaders = running.loadersOf(OURS);
            }
            assertThat(loaders).isBetween(1L, (long) MOST_IN_USE);
        }
        deployer.undeploy(WAR);
    }

    /** Whether there is no server any more, as is Payara Micro's way. */
    private static boolean endsWithItsDeployment() {
        for (int i = 0; i < SECONDS_TO_END * 10 && ServerJvm.isRunning(); i++) {
            Sessions.pause(Duration.ofMillis(100));
        }
        return !ServerJvm.isRunning();
    }

    /** An idle thread of a server's pool holds on to the application that it served last. */
    private static void useEveryThread(String token) {
        HttpRequest request =
                HttpRequest.newBuilder(BASE.resolve("/api/me"))
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(60))
                        .build();
        CompletableFuture<?>[] answers =
                Stream.generate(() -> CLIENT.sendAsync(request, BodyHandlers.discarding()))
                        .limit(CROWD)
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(answers).join();
    }

    /** Calls it so that each of its caches and thread pools begins to work. */
    private static void use(String token, String session) {
        Api api = new Api(BASE).unrecorded();
        assertThat(Api.json(api.getAs(token, "/api/me")).getString("method")).isEqualTo("jwt");
        assertThat(Api.json(api.getAs(session, "/api/me")).getString("method"))
                .isEqualTo("session");
    }
}
