package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.RedisProcess;
import java.time.Duration;
import org.jboss.arquillian.test.api.ArquillianResource;

/** By sessions in Redis, whose connections and thread end with the application. */
@BetterAuthApp(deployed = false, redis = true)
class RedisRedeploymentIT extends RedeploymentTests {

    private static final int PATIENCE_SECONDS = 10;

    @ArquillianResource private RedisProcess redis;

    @Override
    boolean readsRedis() {
        return true;
    }

    @Override
    void assertGone() {
        for (int i = 0; i < PATIENCE_SECONDS * 10 && connections() > 2; i++) {
            Sessions.pause(Duration.ofMillis(100));
        }
        // That of Better Auth, and the one that asks.
        assertThat(connections()).isLessThanOrEqualTo(2);
    }

    private long connections() {
        return redis.run("CLIENT", "LIST").orElseThrow().lines().count();
    }
}
