package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.RefusalCode;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;

/** What every refusal must look like (RFC 9457, RFC 6750). */
final class Refusals {

    private Refusals() {}

    static void assertRefused(HttpResponse<String> response, int status, RefusalCode code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        JsonObject problem = Api.json(response);
        assertThat(problem.getString("code")).isEqualTo(code.name());
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("type")).startsWith("urn:better-auth-jakarta:problem:");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        if (status == 401) {
            assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
        }
        if (status == 503 || status == 429) {
            assertThat(response.headers().firstValue("Retry-After").orElse(""))
                    .matches("[1-9]\\d*");
        }
    }
}
