package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The WAR goes as it came: no MXBean of it stays behind in the server, and of its class loaders,
 * which a thread left over would hold, no more however often it is deployed.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RedeploymentIT {

    private static final String WAR = "war";

    /** Its constants live as long as its class does. */
    private static final String OURS = "betterauth.jakarta.config.JwsAlgorithm";

    private static final String BEANS = "betterauth.jakarta:*";
    private static final int TIMES = 10;

    /**
     * An idle thread of a server's pool holds on to the request that it served last, and the JVM's
     * method handles to one more: on WildFly three stay, however often the WAR is deployed.
     */
    private static final int MOST_IN_USE = TIMES / 2;

    private static final int SECONDS_TO_END = 5;

    /** Such threads end after a minute. */
    private static final int PATIENCE_SECONDS = 120;

    private static BetterAuthServer betterAuth;

    @ArquillianResource private Deployer deployer;

    @Deployment(name = WAR, managed = false, testable = false)
    static WebArchive war() {
        betterAuth = BetterAuthServer.start(Map.of());
        return Deployments.war(Map.of("better-auth.url", betterAuth.url().toString()));
    }

    @AfterAll
    static void stop() {
        betterAuth.close();
    }

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
            }
            deployer.undeploy(WAR);
            if (i == 0 && endsWithItsDeployment()) {
                return;
            }
        }

        Left left = left();
        for (int i = 0; i < PATIENCE_SECONDS && !left.isBounded(); i++) {
            Sessions.pause(Duration.ofSeconds(1));
            left = left();
        }
        assertThat(left).matches(Left::isBounded);
    }

    /** Whether there is no server any more, as is Payara Micro's way. */
    private static boolean endsWithItsDeployment() throws Exception {
        for (int i = 0; i < SECONDS_TO_END && ServerJvm.find().isPresent(); i++) {
            Sessions.pause(Duration.ofSeconds(1));
        }
        return ServerJvm.find().isEmpty();
    }

    /** What the server holds on to, which is nothing if it has ended. */
    private static Left left() throws Exception {
        Optional<ServerJvm> running = ServerJvm.find();
        if (running.isEmpty()) {
            return new Left(0, 0);
        }
        try (ServerJvm server = running.get()) {
            return new Left(server.beans(BEANS).size(), server.loadersOf(OURS));
        } catch (IOException ending) {
            return Left.UNKNOWN;
        }
    }

    /** How many MXBeans and class loaders of the WAR there still are. */
    private record Left(int beans, long loaders) {

        static final Left UNKNOWN = new Left(Integer.MAX_VALUE, Long.MAX_VALUE);

        boolean isBounded() {
            return beans == 0 && loaders <= MOST_IN_USE;
        }
    }

    /** Calls it so that each of its caches and thread pools begins to work. */
    private static void use(String token, String session) {
        URI base = URI.create("http://localhost:" + System.getProperty("http.port"));
        Api api = new Api(base);
        assertThat(Api.json(api.getAs(token, "/api/me")).getString("method")).isEqualTo("jwt");
        assertThat(Api.json(api.getAs(session, "/api/me")).getString("method"))
                .isEqualTo("session");
    }
}
