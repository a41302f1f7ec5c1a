package betterauth.jakarta.problem;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @ParameterizedTest
    @CsvSource({
        "AUTHENTICATION_REQUIRED, 401, Bearer",
        "TOKEN_EXPIRED, 401, 'Bearer error=\"invalid_token\", error_description=\"why\"'",
        "INVALID_TOKEN, 401, 'Bearer error=\"invalid_token\", error_description=\"why\"'",
        "INVALID_SESSION, 401, 'Bearer error=\"invalid_token\", error_description=\"why\"'",
        "INVALID_API_KEY, 401, 'Bearer error=\"invalid_token\", error_description=\"why\"'",
        "TOKEN_REVOKED, 401, 'Bearer error=\"invalid_token\", error_description=\"why\"'",
        "INSUFFICIENT_ROLE, 403,",
        "USER_REQUIRED, 403,",
        "INSUFFICIENT_SCOPE, 403, 'Bearer error=\"insufficient_scope\", error_description=\"why\"'",
        "INVALID_DPOP_PROOF, 401, Bearer",
        "USER_BANNED, 403,",
        "ORIGIN_NOT_ALLOWED, 403,",
        "AMBIGUOUS_CREDENTIALS, 400, 'Bearer error=\"invalid_request\", error_description=\"why\"'",
        "RATE_LIMITED, 429,",
        "AUTH_SERVER_UNAVAILABLE, 503,"
    })
    void answersWithStatusAndChallenge(RefusalCode code, int status, String challenge) {
        Response response = new Problem(code, "why", null).response(Challenges.BEARER);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo(challenge);
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getMediaType().toString()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatHappened(RefusalCode code) {
        JsonObject body = body(new Problem(code, "why", null).response(Challenges.BEARER));

        assertThat(body.keySet()).containsExactly("type", "title", "status", "detail", "code");
        assertThat(body.getString("code")).isEqualTo(code.name());
        assertThat(body.getString("detail")).isEqualTo("why");
        assertThat(body.getString("title")).isNotBlank();
        assertThat(body.getString("type"))
                .isEqualTo(
                        "urn:better-auth-jakarta:problem:"
                                + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    @Test
    void saysWhenToAskAgain() {
        Response response =
                Problem.of(
                                new AuthenticationRequiredException(
                                        RefusalCode.AUTH_SERVER_UNAVAILABLE,
                                        "why",
                                        Duration.ofMillis(10)))
                        .response(Challenges.BEARER);

        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
    }

    @Test
    void keepsTheChallengeWellFormed() {
        Problem problem = new Problem(RefusalCode.INVALID_TOKEN, "a\"b\\c\r\nd\u00e9", null);

        assertThat(Challenges.BEARER.of(problem))
                .containsExactly("Bearer error=\"invalid_token\", error_description=\"a'b'c''d'\"");
    }

    @Test
    void answersDeniedAccess() {
        Response response =
                Problem.of(new AccessDeniedException(RefusalCode.USER_BANNED, "why"))
                        .response(Challenges.BEARER);

        assertThat(response.getStatus()).isEqualTo(403);
    }

    private static JsonObject body(Response response) {
        return Json.createReader(new StringReader((String) response.getEntity())).readObject();
    }
}
