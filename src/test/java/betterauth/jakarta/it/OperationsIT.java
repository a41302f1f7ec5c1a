package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.it.audit.Audit;
import betterauth.jakarta.it.audit.AuditResource;
import betterauth.jakarta.run.BetterAuthServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** What an application and an administrator learn of authentications. */
@BetterAuthApp(classes = {TestApplication.class, Audit.class, AuditResource.class})
class OperationsIT {

    private static final int ABSENT = 404;

    @ArquillianResource private BetterAuthServer betterAuth;
    @ArquillianResource private Api api;

    @Test
    void tellsTheApplicationOfEachAuthentication() {
        call(betterAuth.token("ada"));
        call(betterAuth.signIn("ada"));
        call("rubbish");

        String lines = awaitLines(3);

        assertThat(lines.lines())
                .contains(
                        "jwt 127.0.0.1 false",
                        "session 127.0.0.1 true",
                        "INVALID_SESSION 127.0.0.1 The bearer token is not a session token");
    }

    /**
     * Only where the server has MicroProfile Health; elsewhere the application is deployed, too.
     */
    @Test
    void isReadyWhereTheServerAsks() {
        call(betterAuth.token("ada"));
        HttpResponse<String> ready = api.unrecorded().get("/health/ready");
        if (ready.statusCode() != ABSENT) {
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).contains("\"better-auth\"", "\"keys\"", "\"available\"");
            assertThat(api.unrecorded().get("/health/live").body()).contains("\"better-auth\"");
        }
    }

    /** Only where the server has MicroProfile Metrics. */
    @Test
    void hasMetricsWhereTheServerShowsThem() {
        call(betterAuth.token("ada"));
        HttpResponse<String> metrics = api.unrecorded().get("/metrics");
        if (metrics.statusCode() != ABSENT) {
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains(
                            "better_auth_authentications{",
                            "credential=\"jwt\"",
                            "outcome=\"verified\"",
                            "better_auth_cache_hits{",
                            "better_auth_session_calls{");
        }
    }

    private void call(String bearer) {
        assertThat(api.unrecorded().getAs(bearer, "/app/audit").statusCode()).isEqualTo(200);
    }

    /** Observers are asynchronous. */
    private String awaitLines(int count) {
        String lines = "";
        for (int i = 0; i < 100 && lines.lines().count() < count; i++) {
            Sessions.pause(Duration.ofMillis(50));
            lines = api.unrecorded().get("/app/audit").body();
        }
        return lines;
    }
}
