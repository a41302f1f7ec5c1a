package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.RefusalCode.TOKEN_REVOKED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static betterauth.jakarta.run.OAuthClient.PARTNER;
import static betterauth.jakarta.run.OAuthFlows.RESOURCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.oauth.OAuthApplication;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.OAuthFlows;
import betterauth.jakarta.run.OAuthRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenID Connect Back-Channel Logout 1.0. Better Auth itself delivers to public addresses only, so
 * these logout tokens have its key and its claims, and come from here.
 */
@BetterAuthApp(
        packagesOf = OAuthApplication.class,
        settings = {
            "better-auth.oauth.resource=" + RESOURCE,
            "better-auth.oauth.logout.client-ids=partner"
        })
class BackChannelLogoutIT {

    private static final String PATH = "/better-auth/backchannel-logout";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @Test
    void endsTheAccessTokensOfTheSession() {
        String ended = accessToken();
        String other = accessToken();
        assertThat(api.getAs(ended, "/orders").statusCode()).isEqualTo(200);

        HttpResponse<String> answer = logout(logoutToken(sessionOf(ended)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertRefused(api.getAs(ended, "/orders"), 401, TOKEN_REVOKED);
        assertThat(api.getAs(other, "/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void takesALogoutTokenOnce() {
        String token = logoutToken("a-session");

        assertThat(logout(token).statusCode()).isEqualTo(200);
        assertInvalid(logout(token), 400, "The logout token was used before");
    }

    @Test
    void takesNoOtherTokenForALogoutToken() {
        String token = accessToken();

        assertInvalid(
                logout(token), 400, "The logout token's events do not name a back-channel logout");
        assertThat(api.getAs(token, "/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoLogoutTokenForAnAccessToken() {
        assertRefused(api.getAs(logoutToken("a-session"), "/orders"), 401, INVALID_TOKEN);
    }

    @Test
    void takesNoForgedLogoutToken() {
        assertInvalid(
                logout(logoutToken("a-session") + "AAAA"), 400, "The token's signature is invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
    void refusesOtherMethods(String method) {
        // Payara itself refuses a GET or DELETE with a body.
        HttpResponse<String> answer = api.send(method, PATH, "", "Content-Type", FORM);

        assertInvalid(answer, 405, "The method is not POST");
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void refusesWhatIsNoForm() {
        String detail = "The body is not a form with one logout_token";

        assertInvalid(
                api.send("POST", PATH, "{}", "Content-Type", "application/json"), 400, detail);
        assertInvalid(
                api.send("POST", PATH + "?logout_token=x", "", "Content-Type", FORM), 400, detail);
        assertInvalid(logout("x".repeat(16 * 1024)), 400, detail);
    }

    private HttpResponse<String> logout(String token) {
        return api.send("POST", PATH, "logout_token=" + token, "Content-Type", FORM);
    }

    private static void assertInvalid(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"invalid_request\",\"error_description\":\"%s\"}"
                                .formatted(detail));
    }

    private String accessToken() {
        return new OAuthFlows(betterAuth)
                .authorizationCode("ada", PARTNER, OAuthRequest.scopes("orders:read").at(RESOURCE))
                .accessToken();
    }

    private static String sessionOf(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
        JsonObject object = Json.createReader(new StringReader(claims)).readObject();
        return object.getString("sid");
    }

    private String logoutToken(String session) {
        TokenForge forge = new TokenForge(betterAuth);
        Map<String, Object> claims = forge.claims("iss", new OAuthFlows(betterAuth).issuer());
        claims.put("aud", PARTNER.id());
        claims.put("sid", session);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("events", Map.of(EVENT, Map.of()));
        return forge.sign(claims, Map.of("typ", "logout+jwt"));
    }
}
