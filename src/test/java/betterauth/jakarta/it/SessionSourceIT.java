package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.RefusalCode.RATE_LIMITED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.it.source.OwnSessions;
import betterauth.jakarta.it.source.WhoResource;
import java.net.http.HttpResponse;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * An application's own source of sessions takes the place of Better Auth's, which is not called.
 */
@BetterAuthApp(
        issuer = BetterAuthApp.Issuer.NONE,
        settings = "better-auth.secret=a secret of the integration tests",
        classes = {TestApplication.class, OwnSessions.class, WhoResource.class})
class SessionSourceIT {

    @ArquillianResource private Api api;

    @Test
    void findsASession() {
        HttpResponse<String> answer = api.getAs("l".repeat(32), "/app/who");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("own@example.com session");
    }

    @Test
    void hasNoSuchSession() {
        assertRefused(api.getAs("a".repeat(32), "/app/who"), 401, INVALID_SESSION);
    }

    @Test
    void refusesForATime() {
        HttpResponse<String> answer = api.getAs("r".repeat(32), "/app/who");

        assertRefused(answer, 429, RATE_LIMITED);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void isUnavailable() {
        HttpResponse<String> answer = api.getAs("u".repeat(32), "/app/who");

        assertRefused(answer, 503, AUTH_SERVER_UNAVAILABLE);
        assertThat(answer.headers().firstValue("Retry-After")).contains("9");
    }

    @Test
    void isUnavailableByAFault() {
        assertRefused(api.getAs("f".repeat(32), "/app/who"), 503, AUTH_SERVER_UNAVAILABLE);
    }
}
