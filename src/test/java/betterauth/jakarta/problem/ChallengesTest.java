package betterauth.jakarta.problem;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChallengesTest {

    private static final String METADATA =
            "https://api.example.com/.well-known/oauth-protected-resource";
    private static final String POINTER = "resource_metadata=\"" + METADATA + "\"";
    private static final String ALGS = "algs=\"EdDSA ES256\"";

    private final Challenges challenges = new Challenges(METADATA, List.of("EdDSA", "ES256"));

    @Test
    void asksForABearerTokenOrForOneThatIsBoundToAKey() {
        assertThat(challenges.of(problem(RefusalCode.AUTHENTICATION_REQUIRED)))
                .containsExactly("Bearer " + POINTER, "DPoP " + ALGS + ", " + POINTER);
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_TOKEN", "TOKEN_EXPIRED", "TOKEN_REVOKED"})
    void tellsOfAnInvalidToken(RefusalCode code) {
        String error = "error=\"invalid_token\", error_description=\"why\"";

        assertThat(challenges.of(problem(code)))
                .containsExactly(
                        "Bearer " + error + ", " + POINTER,
                        "DPoP " + error + ", " + ALGS + ", " + POINTER);
    }

    @Test
    void namesTheScopesThatAreNeeded() {
        LinkedHashSet<String> scopes = new LinkedHashSet<>(List.of("orders:write", "orders:read"));
        Problem problem =
                Problem.of(
                        new AccessDeniedException(RefusalCode.INSUFFICIENT_SCOPE, "why", scopes));

        assertThat(challenges.of(problem))
                .first()
                .isEqualTo(
                        "Bearer error=\"insufficient_scope\", error_description=\"why\","
                                + " scope=\"orders:write orders:read\", "
                                + POINTER);
    }

    /** Consent mends no role (RFC 6750, section 3.1, is about scopes). */
    @ParameterizedTest
    @EnumSource(
            names = {
                "INSUFFICIENT_ROLE",
                "USER_REQUIRED",
                "USER_BANNED",
                "ORIGIN_NOT_ALLOWED",
                "RATE_LIMITED",
                "AUTH_SERVER_UNAVAILABLE"
            })
    void asksForNothingThatHelpsNot(RefusalCode code) {
        assertThat(challenges.of(problem(code))).isEmpty();
    }

    @Test
    void tellsOfAnInvalidProof() {
        assertThat(challenges.of(problem(RefusalCode.INVALID_DPOP_PROOF)))
                .containsExactly(
                        "Bearer " + POINTER,
                        "DPoP error=\"invalid_dpop_proof\", error_description=\"why\", "
                                + ALGS
                                + ", "
                                + POINTER);
    }

    /** RFC 9449, section 9. */
    @Test
    void asksForANonce() {
        Problem problem =
                Problem.of(
                        new AuthenticationRequiredException(
                                RefusalCode.INVALID_DPOP_PROOF, "why", null, "nonce-1"));

        try (Response response = problem.response(challenges)) {
            assertThat(response.getStatus()).isEqualTo(401);
            assertThat(response.getHeaderString("DPoP-Nonce")).isEqualTo("nonce-1");
            assertThat(response.getHeaders().get("WWW-Authenticate")).hasSize(2);
            assertThat(response.getHeaders().get("WWW-Authenticate").get(1).toString())
                    .startsWith("DPoP error=\"use_dpop_nonce\"");
        }
    }

    private static Problem problem(RefusalCode code) {
        return new Problem(code, "why", null);
    }
}
