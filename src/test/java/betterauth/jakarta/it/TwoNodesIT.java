package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By one Redis, in which they may only read. */
class TwoNodesIT extends NodesTests {

    private static final String PASSWORD = "a-password-of-the-integration-tests";

    private RedisProcess redis;

    @Override
    BetterAuthServer startBetterAuth(List<URI> nodes) {
        redis = started(RedisProcess.start());
        redis.run(
                "ACL",
                "SETUSER",
                "better-auth-jakarta",
                "on",
                ">" + PASSWORD,
                "~better-auth:*",
                "resetchannels",
                "&better-auth:jakarta-evictions",
                "-@all",
                "+getrange",
                "+client|tracking",
                "+subscribe",
                "+publish");
        return BetterAuthServer.start(Map.of("REDIS_URL", redis.url()));
    }

    @Override
    Map<String, String> source() {
        return Map.of(
                "BETTER_AUTH_SESSION_SOURCE",
                "redis",
                "BETTER_AUTH_SESSION_REDIS_URL",
                "redis://better-auth-jakarta@127.0.0.1:" + redis.port(),
                "BETTER_AUTH_SESSION_REDIS_PASSWORD",
                PASSWORD);
    }

    @Test
    void emptyEachOthersCaches() {
        known(users().signUp().session());
        String administrator = betterAuth().signIn("grace");
        assertThat(sizeOnTheOther(administrator)).isPositive();

        assertThat(
                        nodes().apis()
                                .get(0)
                                .send(
                                        "DELETE",
                                        "/api/admin/caches",
                                        "",
                                        "Authorization",
                                        "Bearer " + administrator)
                                .statusCode())
                .isEqualTo(204);

        // The administrator's own session is read again to ask.
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (sizeOnTheOther(administrator) > 1) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private int sizeOnTheOther(String administrator) {
        return Api.json(nodes().apis().get(1).getAs(administrator, "/api/admin/caches"))
                .getJsonObject("sessions")
                .getInt("size");
    }

    @Test
    void reportWhereSessionsAreAndNoPassword() throws IOException {
        for (Path log : nodes().logs()) {
            String text = Files.readString(log);

            assertThat(text)
                    .contains("session source: Better Auth's secondary storage, redis://127.0.0.1:")
                    .doesNotContain(PASSWORD)
                    .doesNotContain("better-auth-jakarta@");
        }
    }
}
