package betterauth.jakarta.run;

import static betterauth.jakarta.run.OAuthClient.ORDERS;
import static betterauth.jakarta.run.OAuthClient.PARTNER;
import static betterauth.jakarta.run.OAuthClient.REPORTS;
import static betterauth.jakarta.run.OAuthFlows.OTHER_RESOURCE;
import static betterauth.jakarta.run.OAuthFlows.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.run.OAuthFlows.UserSession;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real Better Auth issues as an OAuth 2.1 provider: all that tells its tokens apart. */
final class OAuthFlowsIT {

    private static final String USER_SCOPES = "openid offline_access orders:read";
    private static final String USER_INFO = "/oauth2/userinfo";

    private static BetterAuthServer betterAuth;
    private static OAuthFlows flows;

    @BeforeAll
    static void start() {
        betterAuth = BetterAuthServer.start(Map.of());
        flows = new OAuthFlows(betterAuth);
    }

    @AfterAll
    static void stop() {
        betterAuth.close();
    }

    @Test
    void anAccessTokenOfAUserIsAnAtJwtForItsResource() {
        OAuthTokens tokens =
                flows.authorizationCode(
                        "ada", PARTNER, OAuthRequest.scopes("orders:read").at(RESOURCE));

        assertThat(header(tokens.accessToken())).containsEntry("typ", Json.createValue("at+jwt"));
        JsonObject claims = claims(tokens.accessToken());
        assertThat(claims.keySet())
                .containsExactlyInAnyOrder(
                        "sub",
                        "aud",
                        "client_id",
                        "azp",
                        "scope",
                        "sid",
                        "iss",
                        "iat",
                        "exp",
                        "jti");
        assertThat(claims.getString("iss")).isEqualTo(betterAuth.url() + "/api/auth");
        assertThat(claims.getString("aud")).isEqualTo(RESOURCE);
        assertThat(claims.getString("sub")).isEqualTo(userId("ada"));
        assertThat(claims.getString("client_id")).isEqualTo("partner");
        assertThat(claims.getString("azp")).isEqualTo("partner");
        assertThat(claims.getString("scope")).isEqualTo("orders:read");
        assertThat(claims.getInt("exp") - claims.getInt("iat")).isEqualTo(3600);
        assertThat(tokens.type()).isEqualTo("Bearer");
    }

    @Test
    void sidIsTheIdOfTheSessionAndNotItsToken() {
        UserSession session = new UserSession(betterAuth.signIn("ada"));

        OAuthTokens tokens =
                flows.authorizationCode(
                        session, PARTNER, OAuthRequest.scopes("orders:read").at(RESOURCE));

        String id =
                betterAuth
                        .sql("select id from session where token = ?", session.token())
                        .getJsonObject(0)
                        .getString("id");
        assertThat(claims(tokens.accessToken()).getString("sid")).isEqualTo(id);
    }

    @Test
    void openidAddsAnAudienceAndAnIdTokenForTheClient() {
        OAuthTokens tokens =
                flows.authorizationCode(
                        "ada", PARTNER, OAuthRequest.scopes(USER_SCOPES).at(RESOURCE));

        assertThat(audiences(claims(tokens.accessToken())))
                .containsExactly(RESOURCE, flows.issuer() + USER_INFO);
        assertThat(header(tokens.idToken())).doesNotContainKey("typ");
        JsonObject claims = claims(tokens.idToken());
        assertThat(claims.getString("iss")).isEqualTo(flows.issuer());
        assertThat(claims.getString("aud")).isEqualTo("partner");
        assertThat(claims).doesNotContainKeys("scope", "client_id", "sid");
        assertThat(header(tokens.idToken()).getString("kid"))
                .isEqualTo(header(tokens.accessToken()).getString("kid"));
    }

    @Test
    void aTokenIsForTwoResourcesWhereTheClientAsksForTwo() {
        OAuthTokens tokens =
                flows.authorizationCode(
                        "ada",
                        PARTNER,
                        OAuthRequest.scopes("orders:read").at(RESOURCE, OTHER_RESOURCE));

        assertThat(audiences(claims(tokens.accessToken())))
                .containsExactly(RESOURCE, OTHER_RESOURCE);
    }

    @Test
    void aTokenWithoutResourceIsOpaqueAndKnownToItsClientAlone() {
        OAuthTokens tokens =
                flows.authorizationCode("ada", ORDERS, OAuthRequest.scopes("orders:read"));

        assertThat(tokens.accessToken()).matches("[A-Za-z]{32}");
        JsonObject answer = flows.introspect(ORDERS, tokens.accessToken());
        assertThat(answer.keySet())
                .containsExactlyInAnyOrder(
                        "active",
                        "iss",
                        "client_id",
                        "azp",
                        "sub",
                        "sid",
                        "exp",
                        "iat",
                        "scope",
                        "token_type");
        assertThat(answer.getString("sub")).isEqualTo(userId("ada"));
        assertThat(answer.getString("iss")).isEqualTo(flows.issuer());
        assertThat(flows.introspect(REPORTS, tokens.accessToken()))
                .isEqualTo(Json.createObjectBuilder().add("active", false).build());
    }

    @Test
    void anOpaqueTokenOfAMachineHasNoSubject() {
        OAuthTokens tokens = flows.clientCredentials(ORDERS, OAuthRequest.scopes("orders:read"));

        assertThat(flows.introspect(ORDERS, tokens.accessToken()))
                .doesNotContainKeys("sub", "sid", "aud")
                .containsEntry("client_id", Json.createValue("orders"));
    }

    @Test
    void aRevokedOpaqueTokenIsNotActive() {
        OAuthTokens tokens = flows.clientCredentials(ORDERS, OAuthRequest.scopes("orders:read"));

        flows.revoke(ORDERS, tokens.accessToken());

        assertThat(flows.introspect(ORDERS, tokens.accessToken()).getBoolean("active")).isFalse();
    }

    @Test
    void aJwtIsKnownToAClientThatIsLinkedToItsResource() {
        UserSession session = new UserSession(betterAuth.signIn("ada"));
        String token =
                flows.authorizationCode(
                                session, PARTNER, OAuthRequest.scopes("orders:read").at(RESOURCE))
                        .accessToken();

        assertThat(flows.introspect(ORDERS, token).getBoolean("active")).isTrue();
        flows.signOut(session);
        assertThat(flows.introspect(ORDERS, token).getBoolean("active")).isFalse();
    }

    @Test
    void aMachineIsItsOwnSubjectAndHasNoSession() {
        OAuthTokens tokens =
                flows.clientCredentials(
                        REPORTS, OAuthRequest.scopes("orders:read orders:write").at(RESOURCE));

        assertThat(header(tokens.accessToken())).containsEntry("typ", Json.createValue("at+jwt"));
        JsonObject claims = claims(tokens.accessToken());
        assertThat(claims.getString("sub")).isEqualTo("reports");
        assertThat(claims.getString("client_id")).isEqualTo("reports");
        assertThat(claims).doesNotContainKeys("sid", "cnf");
        assertThat(tokens.answer()).doesNotContainKeys("refresh_token", "id_token");
    }

    @Test
    void aRefreshedTokenMayHaveFewerScopes() {
        OAuthTokens first =
                flows.authorizationCode(
                        "ada", PARTNER, OAuthRequest.scopes(USER_SCOPES).at(RESOURCE));

        OAuthTokens second =
                flows.refresh(
                        PARTNER,
                        first.refreshToken(),
                        OAuthRequest.scopes("orders:read").at(RESOURCE));

        assertThat(claims(second.accessToken()).getString("scope")).isEqualTo("orders:read");
        assertThat(claims(second.accessToken()).getString("sid"))
                .isEqualTo(claims(first.accessToken()).getString("sid"));
    }

    @Test
    void aRefreshTokenGivesNoScopeThatTheUserDidNotConsentTo() {
        OAuthTokens first =
                flows.authorizationCode(
                        "ada", PARTNER, OAuthRequest.scopes(USER_SCOPES).at(RESOURCE));

        assertThatThrownBy(
                        () ->
                                flows.refresh(
                                        PARTNER,
                                        first.refreshToken(),
                                        OAuthRequest.scopes("orders:write").at(RESOURCE)))
                .hasMessageContaining("invalid_scope");
    }

    @Test
    void aDeviceGetsTokensOfTheUserWhoApprovedIt() {
        OAuthTokens tokens =
                flows.device("lin", PARTNER, OAuthRequest.scopes("orders:read").at(RESOURCE));

        JsonObject claims = claims(tokens.accessToken());
        assertThat(header(tokens.accessToken())).containsEntry("typ", Json.createValue("at+jwt"));
        assertThat(claims.getString("sub")).isEqualTo(userId("lin"));
        assertThat(claims.getString("aud")).isEqualTo(RESOURCE);
        assertThat(claims).doesNotContainKey("sid");
    }

    @Test
    void aTokenIsBoundToTheKeyOfItsProof() {
        DpopKey key = new DpopKey();
        OAuthRequest request = OAuthRequest.scopes(USER_SCOPES).at(RESOURCE).boundTo(key);

        OAuthTokens tokens = flows.authorizationCode("ada", PARTNER, request);

        assertThat(tokens.type()).isEqualTo("DPoP");
        assertThat(claims(tokens.accessToken()).getJsonObject("cnf").getString("jkt"))
                .isEqualTo(key.thumbprint());
        OAuthTokens refreshed = flows.refresh(PARTNER, tokens.refreshToken(), request);
        assertThat(claims(refreshed.accessToken()).getJsonObject("cnf").getString("jkt"))
                .isEqualTo(key.thumbprint());
    }

    @Test
    void aMachinesTokenIsBoundAndSoIsAnOpaqueOne() {
        DpopKey key = new DpopKey();
        OAuthRequest request = OAuthRequest.scopes("orders:read").boundTo(key);

        String token = flows.clientCredentials(ORDERS, request.at(RESOURCE)).accessToken();
        String opaque = flows.clientCredentials(ORDERS, request).accessToken();

        assertThat(claims(token).getJsonObject("cnf").getString("jkt")).isEqualTo(key.thumbprint());
        JsonObject answer = flows.introspect(ORDERS, opaque);
        assertThat(answer.getJsonObject("cnf").getString("jkt")).isEqualTo(key.thumbprint());
        assertThat(answer.getString("token_type")).isEqualTo("DPoP");
    }

    @Test
    void aRefreshTokenOfABoundTokenNeedsTheSameKey() {
        OAuthRequest request = OAuthRequest.scopes(USER_SCOPES).at(RESOURCE);
        OAuthTokens tokens =
                flows.authorizationCode("ada", PARTNER, request.boundTo(new DpopKey()));

        assertThatThrownBy(() -> flows.refresh(PARTNER, tokens.refreshToken(), request))
                .hasMessageContaining("invalid_dpop_proof");
        assertThatThrownBy(
                        () ->
                                flows.refresh(
                                        PARTNER,
                                        tokens.refreshToken(),
                                        request.boundTo(new DpopKey())))
                .hasMessageContaining("invalid_dpop_proof");
    }

    @Test
    void noTokenIsIssuedForAResourceThatIsNotKnown() {
        OAuthRequest request = OAuthRequest.scopes("orders:read").at("https://added.example.com");
        assertThatThrownBy(() -> flows.clientCredentials(REPORTS, request))
                .hasMessageContaining("invalid_target");

        flows.addResource("https://added.example.com");

        assertThat(claims(flows.clientCredentials(REPORTS, request).accessToken()).getString("aud"))
                .isEqualTo("https://added.example.com");
    }

    @Test
    void aPrefixTellsOpaqueTokensFromSessionTokens() {
        try (BetterAuthServer other =
                BetterAuthServer.start(Map.of("OAUTH_OPAQUE_PREFIX", "oat_"))) {
            OAuthFlows prefixed = new OAuthFlows(other);
            String token =
                    prefixed.clientCredentials(ORDERS, OAuthRequest.scopes("orders:read"))
                            .accessToken();

            assertThat(token).matches("oat_[A-Za-z]{32}");
            assertThat(prefixed.introspect(ORDERS, token).getBoolean("active")).isTrue();
            assertThat(prefixed.introspect(ORDERS, token.substring(4)).getBoolean("active"))
                    .isFalse();
        }
    }

    @Test
    void everyTokenIsOpaqueWhereTheProviderDoesWithoutTheJwtPlugin() {
        try (BetterAuthServer other = BetterAuthServer.start(Map.of("OAUTH_OPAQUE", "true"))) {
            OAuthFlows opaque = new OAuthFlows(other);
            String token =
                    opaque.authorizationCode(
                                    "ada", PARTNER, OAuthRequest.scopes(USER_SCOPES).at(RESOURCE))
                            .accessToken();

            assertThat(token).matches("[A-Za-z]{32}");
            assertThat(audiences(opaque.introspect(ORDERS, token)))
                    .containsExactly(RESOURCE, opaque.issuer() + USER_INFO);
        }
    }

    @Test
    void aSignOutSendsALogoutTokenToAClientWithARefreshToken() throws Exception {
        try (Receiver receiver = new Receiver()) {
            flows.sendLogoutTokens(ORDERS, receiver.url());
            UserSession session = new UserSession(betterAuth.signIn("ada"));
            OAuthTokens tokens =
                    flows.authorizationCode(
                            session, ORDERS, OAuthRequest.scopes(USER_SCOPES).at(RESOURCE));

            flows.signOut(session);

            String token = receiver.next();
            assertThat(header(token)).containsEntry("typ", Json.createValue("logout+jwt"));
            JsonObject claims = claims(token);
            assertThat(claims.keySet())
                    .containsExactlyInAnyOrder(
                            "iss", "aud", "sub", "sid", "iat", "exp", "jti", "events");
            assertThat(claims.getString("iss")).isEqualTo(flows.issuer());
            assertThat(claims.getString("aud")).isEqualTo("orders");
            assertThat(claims.getString("sub")).isEqualTo(userId("ada"));
            assertThat(claims.getString("sid"))
                    .isEqualTo(claims(tokens.accessToken()).getString("sid"));
            assertThat(claims.getInt("exp") - claims.getInt("iat")).isEqualTo(120);
            assertThat(claims(tokens.idToken()).getString("sid"))
                    .as("sid of a client with a logout address")
                    .isEqualTo(claims.getString("sid"));
        }
    }

    @Test
    void aSignOutSendsNoLogoutTokenToAClientWithAJwtAlone() throws Exception {
        try (Receiver receiver = new Receiver()) {
            flows.sendLogoutTokens(ORDERS, receiver.url());
            UserSession session = new UserSession(betterAuth.signIn("ada"));
            flows.authorizationCode(
                    session, ORDERS, OAuthRequest.scopes("orders:read").at(RESOURCE));

            flows.signOut(session);

            assertThat(receiver.tokens).isEmpty();
        }
    }

    @Test
    void aTokenOfTheJwtPluginKeepsItsOwnIssuer() {
        String token = betterAuth.token("ada");

        assertThat(header(token)).doesNotContainKey("typ");
        assertThat(claims(token).getString("iss")).isEqualTo(betterAuth.url().toString());
        assertThat(claims(token)).doesNotContainKeys("client_id", "scope");
    }

    private static String userId(String user) {
        return betterAuth
                .sql("select id from user where email = ?", user + "@example.com")
                .getJsonObject(0)
                .getString("id");
    }

    private static List<String> audiences(JsonObject claims) {
        JsonValue aud = claims.get("aud");
        return aud instanceof JsonString one
                ? List.of(one.getString())
                : aud.asJsonArray().getValuesAs(JsonString::getString);
    }

    private static JsonObject header(String token) {
        return part(token, 0);
    }

    private static JsonObject claims(String token) {
        return part(token, 1);
    }

    private static JsonObject part(String token, int index) {
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return Json.createReader(new StringReader(new String(json, StandardCharsets.UTF_8)))
                .readObject();
    }

    /** A client's endpoint for logout tokens. */
    private static final class Receiver implements AutoCloseable {

        private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
        private final HttpServer server;

        Receiver() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        String form =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        String value = form.substring("logout_token=".length());
                        tokens.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                    });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        }

        String next() throws InterruptedException {
            String token = tokens.poll(5, TimeUnit.SECONDS);
            assertThat(token).as("logout token").isNotNull();
            return token;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
