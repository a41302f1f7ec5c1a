package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** A Better Auth 1.4 with customSession, which rejects every query of {@code get-session}. */
@BetterAuthApp(
        issuer = BetterAuthApp.Issuer.FAULTY,
        settings = "better-auth.session.cache-ttl=PT0.001S")
class OlderReleaseIT {

    private static final String SESSION =
            "{\"session\":{\"id\":\"s1\",\"token\":\""
                    + FaultyServer.PRESENTED
                    + "\",\"expiresAt\":\"2099-01-01T00:00:00.000Z\"},"
                    + "\"user\":{\"id\":\"u1\",\"email\":\"stand@example.com\"}}";

    @ArquillianResource private FaultyServer betterAuth;
    @ArquillianResource private Api api;

    @Test
    void isAskedWithoutAQueryOnceItHasRejectedOne() {
        betterAuth.answer(400, "Content-Type: application/json\r\n", "{}");
        assertThat(call("1").statusCode()).isEqualTo(503);
        assertThat(betterAuth.requests()).isEqualTo(2);

        betterAuth.answer(
                (request, out) -> {
                    boolean hasQuery = request.startsWith("GET /api/auth/get-session?");
                    FaultProxy.write(
                            out,
                            hasQuery ? "400 Bad Request" : "200 OK",
                            "application/json",
                            hasQuery ? "{}" : FaultyServer.presented(request, SESSION));
                });
        assertThat(call("2").statusCode()).isEqualTo(200);
        assertThat(betterAuth.requests()).isEqualTo(4);
        assertThat(call("3").statusCode()).isEqualTo(200);
        assertThat(betterAuth.requests()).isEqualTo(5);
        assertThat(betterAuth.latestRequest()).startsWith("GET /api/auth/get-session HTTP/1.1");
    }

    private HttpResponse<String> call(String last) {
        return api.unrecorded().getAs("a".repeat(31) + last, "/api/me");
    }
}
