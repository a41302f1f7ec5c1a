package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import java.net.URI;
import java.util.Map;
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
 * Two applications with the library on one server: the one is as it was after the other has gone. A
 * Payara Micro of Arquillian has one application at a time; there they follow each other.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TwoApplicationsIT {

    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final boolean ONE_AT_A_TIME =
            System.getProperty("server").equals("payara-micro");
    private static final String BASE = "http://localhost:" + System.getProperty("http.port");

    private static final BetterAuthServer BETTER_AUTH = BetterAuthServer.start(Map.of());

    @ArquillianResource private Deployer deployer;

    @Deployment(name = FIRST, managed = false, testable = false)
    static WebArchive first() {
        return archive(FIRST);
    }

    @Deployment(name = SECOND, managed = false, testable = false)
    static WebArchive second() {
        return archive(SECOND);
    }

    @AfterAll
    static void stop() {
        BETTER_AUTH.close();
    }

    @Test
    void leaveEachOtherAlone() {
        String session = BETTER_AUTH.signIn("ada");
        deployer.deploy(FIRST);
        if (!ONE_AT_A_TIME) {
            deployer.deploy(SECOND);
        }
        deployer.undeploy(FIRST);
        if (ONE_AT_A_TIME) {
            deployer.deploy(SECOND);
        }
        try {
            Api second = new Api(base(SECOND)).unrecorded();
            assertThat(second.getAs(session, "api/me").statusCode()).isEqualTo(200);
            assertThat(second.getAs(BETTER_AUTH.token("lin"), "api/me").statusCode())
                    .isEqualTo(200);
            assertThat(second.get("api/me").statusCode()).isEqualTo(401);
        } finally {
            deployer.undeploy(SECOND);
        }
    }

    private static URI base(String name) {
        return URI.create(BASE + (ONE_AT_A_TIME ? "/" : "/" + name + "/"));
    }

    private static WebArchive archive(String name) {
        return Deployments.warAt(name, Map.of("better-auth.url", BETTER_AUTH.url().toString()));
    }
}
