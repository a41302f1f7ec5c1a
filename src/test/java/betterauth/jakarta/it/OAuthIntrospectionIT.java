package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_SCOPE;
import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.RefusalCode.TOKEN_REVOKED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static betterauth.jakarta.run.OAuthClient.ORDERS;
import static betterauth.jakarta.run.OAuthClient.PARTNER;
import static betterauth.jakarta.run.OAuthFlows.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.oauth.OAuthApplication;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DpopKey;
import betterauth.jakarta.run.OAuthFlows;
import betterauth.jakarta.run.OAuthFlows.UserSession;
import betterauth.jakarta.run.OAuthRequest;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * Tokens about which a real Better Auth is asked, and the ends of sessions that it tells. What it
 * says is kept for a millisecond, so that no test waits for it to lapse.
 */
@BetterAuthApp(
        packagesOf = OAuthApplication.class,
        betterAuth = "OAUTH_OPAQUE_PREFIX=oat_",
        settings = {
            "better-auth.oauth.resource=" + RESOURCE,
            "better-auth.oauth.opaque-prefix=oat_",
            "better-auth.oauth.client-id=orders",
            "better-auth.oauth.client-secret=orders-secret-0123456789abcdef01234567",
            "better-auth.oauth.introspect=always",
            "better-auth.oauth.introspection-ttl=PT0.001S",
            "better-auth.oauth.logout.client-ids=orders"
        })
class OAuthIntrospectionIT {

    private static final String LOGOUT = "/better-auth/backchannel-logout";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final OAuthRequest READ = OAuthRequest.scopes("orders:read");

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @Test
    void acceptsAnOpaqueTokenOfAUser() {
        String token = flows().authorizationCode("ada", ORDERS, READ).accessToken();
        JsonObject who = Api.json(api.getAs(token, "/who"));

        assertThat(token).startsWith("oat_");
        assertThat(who.getString("client")).isEqualTo("orders");
        assertThat(who.getBoolean("actsForUser")).isTrue();
        assertThat(who.getString("user")).isNotBlank();
        assertThat(api.getAs(token, "/orders").statusCode()).isEqualTo(200);
        assertRefused(api.getAs(token, "/orders/write"), 403, INSUFFICIENT_SCOPE);
    }

    @Test
    void neverTakesAMachineWithAnOpaqueTokenForAUser() {
        String token = flows().clientCredentials(ORDERS, READ).accessToken();
        JsonObject who = Api.json(api.getAs(token, "/who"));

        assertThat(who.getString("client")).isEqualTo("orders");
        assertThat(who.getBoolean("isUser")).isFalse();
        assertThat(who.getString("principal")).isEqualTo("client:orders");
    }

    @Test
    void refusesOpaqueTokensThatAreNotOurs() {
        String ofAnother = flows().authorizationCode("ada", PARTNER, READ).accessToken();
        String refresh =
                flows().authorizationCode(
                                "ada", ORDERS, OAuthRequest.scopes("offline_access orders:read"))
                        .refreshToken();

        assertRefused(api.getAs(ofAnother, "/orders"), 401, INVALID_TOKEN);
        assertRefused(api.getAs("oat_invented", "/orders"), 401, INVALID_TOKEN);
        assertThat(api.getAs(refresh, "/orders").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesARevokedOpaqueToken() {
        String token = flows().authorizationCode("ada", ORDERS, READ).accessToken();
        assertThat(api.getAs(token, "/orders").statusCode()).isEqualTo(200);

        flows().revoke(ORDERS, token);

        assertRefused(api.getAs(token, "/orders"), 401, INVALID_TOKEN);
    }

    @Test
    void refusesABoundOpaqueTokenWithoutItsProof() {
        DpopKey key = new DpopKey();
        String token = flows().clientCredentials(ORDERS, READ.boundTo(key)).accessToken();
        String proof = key.proof("GET", URI.create(RESOURCE + "/orders"), token);

        assertRefused(api.getAs(token, "/orders"), 401, INVALID_TOKEN);
        assertThat(api.get("/orders", "Authorization", "DPoP " + token, "DPoP", proof).statusCode())
                .isEqualTo(200);
    }

    /** With {@code introspect=always}: its signature is as valid as before. */
    @Test
    void refusesAJsonWebTokenWhoseSessionEnded() {
        UserSession session = new UserSession(betterAuth.signIn("ada"));
        String token = flows().authorizationCode(session, PARTNER, READ.at(RESOURCE)).accessToken();
        assertThat(api.getAs(token, "/orders").statusCode()).isEqualTo(200);

        flows().signOut(session);

        assertRefused(api.getAs(token, "/orders"), 401, INVALID_TOKEN);
    }

    @Test
    void decidesNothingWhileBetterAuthIsAway() {
        String opaque = flows().clientCredentials(ORDERS, READ).accessToken();
        String jwt = flows().authorizationCode("ada", PARTNER, READ.at(RESOURCE)).accessToken();
        betterAuth.stop();
        try {
            assertRefused(api.unrecorded().getAs(opaque, "/orders"), 503, AUTH_SERVER_UNAVAILABLE);
            assertRefused(api.unrecorded().getAs(jwt, "/orders"), 503, AUTH_SERVER_UNAVAILABLE);
        } finally {
            betterAuth.start();
        }
    }

    @Test
    void refusesAccessTokensOfASessionThatEnded() {
        String token = flows().authorizationCode("lin", PARTNER, READ.at(RESOURCE)).accessToken();
        String another = flows().authorizationCode("lin", PARTNER, READ.at(RESOURCE)).accessToken();
        String sid = JwtText.claims(token).getString("sid");
        assertThat(api.getAs(token, "/orders").statusCode()).isEqualTo(200);

        assertThat(logout(logoutToken(sid, Map.of())).statusCode()).isEqualTo(200);

        assertRefused(api.getAs(token, "/orders"), 401, TOKEN_REVOKED);
        assertThat(api.getAs(another, "/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void endsNothingByAnotherToken() {
        String token = flows().authorizationCode("lin", PARTNER, READ.at(RESOURCE)).accessToken();
        String sid = JwtText.claims(token).getString("sid");
        for (String other :
                new String[] {
                    logoutToken(sid, Map.of("aud", "partner")),
                    logoutToken(sid, Map.of("iss", "https://evil.example")),
                    logoutToken(sid, Map.of("events", Map.of())),
                    logoutToken(sid, Map.of("nonce", "n")),
                    logoutToken(sid, Map.of("exp", Instant.now().getEpochSecond() - 60)),
                    logoutToken(sid, Map.of()) + "x",
                    token,
                    "rubbish"
                }) {
            HttpResponse<String> answer = logout(other);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(Api.json(answer).getString("error")).isEqualTo("invalid_request");
        }
        assertThat(api.getAs(token, "/orders").statusCode()).isEqualTo(200);
        assertThat(api.get(LOGOUT).statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> logout(String token) {
        return api.send(
                "POST",
                LOGOUT,
                "logout_token=" + token,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private String logoutToken(String sid, Map<String, Object> changes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        long now = Instant.now().getEpochSecond();
        claims.put("iss", flows().issuer());
        claims.put("aud", "orders");
        claims.put("iat", now);
        claims.put("exp", now + 120);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("sid", sid);
        claims.put("events", Map.of(EVENT, Map.of()));
        claims.putAll(changes);
        return new TokenForge(betterAuth).sign(claims, Map.of("typ", "logout+jwt"));
    }

    private OAuthFlows flows() {
        return new OAuthFlows(betterAuth);
    }
}
