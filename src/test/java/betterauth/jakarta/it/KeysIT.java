package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Keys that come and go, and a Better Auth that is away. */
@BetterAuthApp(
        settings = {
            "better-auth.jwks.refresh-interval=PT1S",
            "better-auth.jwks.min-refetch-interval=PT0.1S"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeysIT {

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @Test
    @Order(1)
    void cannotDecideByAKeyThatWasNeverFetched() {
        // The fetch that began when the application started has ended.
        awaitStatus(betterAuth.token("ada"), 200);
        betterAuth.sql("delete from jwks");
        String token = betterAuth.token("ada");
        betterAuth.stop();

        assertRefused(api.getAs(token, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
        assertThat(api.getAs(token, "/api/public/ping").statusCode()).isEqualTo(200);

        betterAuth.start();
        awaitStatus(token, 200);
    }

    @Test
    @Order(2)
    void servesOnWithTheKeysItHasWhileBetterAuthIsAway() {
        String known = betterAuth.token("ada");
        String notSeenYet = betterAuth.token("lin");
        assertThat(api.getAs(known, "/api/me").statusCode()).isEqualTo(200);
        betterAuth.stop();
        pause(Duration.ofMillis(1500));

        assertThat(api.getAs(known, "/api/me").statusCode()).isEqualTo(200);
        assertThat(api.getAs(notSeenYet, "/api/me").statusCode()).isEqualTo(200);

        betterAuth.start();
        assertThat(api.getAs(betterAuth.token("grace"), "/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void acceptsAKeyThatIsRotatedIn() {
        String old = betterAuth.token("ada");
        assertThat(api.getAs(old, "/api/me").statusCode()).isEqualTo(200);
        betterAuth.sql("update jwks set expiresAt = '2026-01-01T00:00:00.000Z'");

        awaitStatus(betterAuth.token("ada"), 200);
    }

    @Test
    @Order(4)
    void forgetsTokensWhoseKeyIsRemoved() {
        String token = betterAuth.token("ada");
        awaitStatus(token, 200);

        betterAuth.sql("delete from jwks");
        betterAuth.token("lin");

        assertRefused(awaitStatus(token, 401), 401, INVALID_TOKEN);
    }

    /** Asks until the status is there, at most ten seconds. */
    private HttpResponse<String> awaitStatus(String token, int status) {
        HttpResponse<String> response = api.getAs(token, "/api/me");
        for (int i = 0; i < 100 && response.statusCode() != status; i++) {
            pause(Duration.ofMillis(100));
            response = api.getAs(token, "/api/me");
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response;
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
