package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_SCOPE;
import static betterauth.jakarta.RefusalCode.INVALID_DPOP_PROOF;
import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.RefusalCode.USER_REQUIRED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static betterauth.jakarta.run.OAuthClient.PARTNER;
import static betterauth.jakarta.run.OAuthClient.REPORTS;
import static betterauth.jakarta.run.OAuthFlows.OTHER_RESOURCE;
import static betterauth.jakarta.run.OAuthFlows.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.it.oauth.OAuthApplication;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DpopKey;
import betterauth.jakarta.run.OAuthClient;
import betterauth.jakarta.run.OAuthFlows;
import betterauth.jakarta.run.OAuthRequest;
import betterauth.jakarta.run.OAuthTokens;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards by scopes, for the clients of a real Better Auth. */
@BetterAuthApp(
        packagesOf = OAuthApplication.class,
        settings = "better-auth.oauth.resource=" + RESOURCE)
class OAuthIT {

    private static final String METADATA = "/.well-known/oauth-protected-resource";

    private static final URI ORDERS = URI.create(RESOURCE + "/orders");
    private static final DpopKey KEY = new DpopKey();

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @ParameterizedTest
    @CsvSource({
        "ada by read, orders",
        "ada by read, orders/users",
        "ada by read, orders/known",
        "ada by read write, orders/write",
        "ada by read write, orders/cdi",
        "ada by write, orders/known",
        "ada by read, orders/ejb",
        "ada by read write, orders/ejb/write",
        "ada by read, orders/ejb/later",
        "client with read, orders",
        "client with read, orders/ejb",
        "client with read, orders/ejb/later",
        "client with read write, orders/write",
        "client with read write, orders/cdi",
        "ada, orders",
        "ada, orders/write",
        "ada, orders/users",
        "grace, orders/admins",
        "grace, orders/standard",
        "ada, orders/ejb/write"
    })
    void admitsByScope(String caller, String path) {
        assertThat(call(caller, path).statusCode()).isEqualTo(200);
    }

    /** Open Liberty itself refuses everybody there. */
    @ParameterizedTest
    @ValueSource(strings = {"ada", "ada by read"})
    void leavesTheRoleOfAnybodyToTheServer(String caller) {
        int status = System.getProperty("server").equals("openliberty") ? 403 : 200;
        assertThat(
                        api.unrecorded()
                                .getAs(
                                        TOKENS.computeIfAbsent(caller, this::token),
                                        "/orders/anybody")
                                .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "ada by write, orders, INSUFFICIENT_SCOPE",
        "ada by read, orders/write, INSUFFICIENT_SCOPE",
        "ada by read, orders/ejb/write, INSUFFICIENT_SCOPE",
        "ada by read, orders/cdi, INSUFFICIENT_SCOPE",
        "ada, orders/cdi, INSUFFICIENT_SCOPE",
        "ada by read, orders/admins, INSUFFICIENT_ROLE",
        "grace by read, orders/admins, INSUFFICIENT_ROLE",
        "ada by read, orders/standard, INSUFFICIENT_ROLE",
        "client with write, orders, INSUFFICIENT_SCOPE",
        "client with read, orders/users, USER_REQUIRED",
        "client with read, orders/known, USER_REQUIRED",
        "client with read write, orders/admins, USER_REQUIRED",
        "client with read write, orders/standard, USER_REQUIRED",
        "client with read, orders/anybody, USER_REQUIRED"
    })
    void refusesWithTheReason(String caller, String path, RefusalCode code) {
        HttpResponse<String> response = call(caller, path);

        assertRefused(response, 403, code);
        assertThat(challenges(response).isEmpty()).isEqualTo(code != INSUFFICIENT_SCOPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders/users", "orders/known"})
    void asksStrangersForAToken(String path) {
        HttpResponse<String> response = api.get("/" + path);

        assertRefused(response, 401, AUTHENTICATION_REQUIRED);
        assertThat(challenges(response))
                .singleElement()
                .asString()
                .startsWith("Bearer resource_metadata=\"https://orders.example.com")
                .contains(METADATA + "\"", "DPoP algs=\"EdDSA ES256 ES512 PS256 RS256\"");
    }

    @Test
    void namesTheScopesThatAreNeeded() {
        assertThat(challenges(call("ada by read", "orders/write")))
                .singleElement()
                .asString()
                .contains(
                        "Bearer error=\"insufficient_scope\"",
                        "scope=\"orders:read orders:write\"",
                        "resource_metadata=");
    }

    @Test
    void tellsAUserByAClientFromThemInPerson() {
        JsonObject byClient = Api.json(call("ada by read", "who"));
        JsonObject inPerson = Api.json(call("ada", "who"));

        assertThat(byClient.getString("client")).isEqualTo("partner");
        assertThat(byClient.getString("scopes")).isEqualTo("orders:read");
        assertThat(byClient.getBoolean("actsForUser")).isTrue();
        assertThat(byClient.getString("user")).isEqualTo(inPerson.getString("user"));
        assertThat(byClient.getString("principal")).isEqualTo(inPerson.getString("principal"));
        assertThat(inPerson.getString("client")).isEmpty();
        assertThat(inPerson.getBoolean("actsForUser")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"who", "who/task"})
    void neverTakesAMachineForAUser(String path) {
        JsonObject who = Api.json(call("client with read", path));

        assertThat(who.getString("client")).isEqualTo("reports");
        assertThat(who.getString("scopes")).isEqualTo("orders:read");
        assertThat(who.getBoolean("actsForUser")).isFalse();
        assertThat(who.getBoolean("isUser")).isFalse();
        assertThat(who.getString("user")).isEqualTo(USER_REQUIRED.name());
    }

    @Test
    void givesAMachineAPrincipalOfItsOwn() {
        JsonObject who = Api.json(call("client with read", "who"));

        assertThat(who.getString("principal")).isEqualTo("client:reports");
        assertThat(who.getBoolean("isJsonWebToken")).isFalse();
        assertThat(who.getString("injectedToken")).isEqualTo("null");
    }

    /** Each kind of token that Better Auth signs or stores, as a bearer token. */
    @ParameterizedTest
    @CsvSource({
        "ada, true",
        "ada by read, true",
        "client with read, true",
        "refreshed token, true",
        "device's token, true",
        "token of two resources, true",
        "token for user info too, true",
        "token of another resource, false",
        "ID token, false",
        "logout token, false",
        "DPoP proof, false",
        "bound token, false",
        "opaque token, false",
        "opaque token of a machine, false",
        "refresh token, false",
        "session cache, false",
        "software statement, false",
        "forged access token, false"
    })
    void acceptsEachKindAsWhatItIsOnly(String kind, boolean isAccepted) {
        HttpResponse<String> response = call(kind, "orders");

        if (isAccepted) {
            assertThat(response.statusCode()).isEqualTo(200);
        } else {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(Api.json(response).getString("code")).startsWith("INVALID_");
        }
    }

    @Test
    void acceptsABoundTokenOnceForEachProof() {
        String proof = KEY.proof("GET", ORDERS, boundToken());

        assertThat(bound(proof).statusCode()).isEqualTo(200);
        assertRefused(bound(proof), 401, INVALID_DPOP_PROOF);
        assertThat(bound(KEY.proof("GET", ORDERS, boundToken())).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesABoundTokenWithoutItsProof() {
        DpopKey other = new DpopKey();

        assertRefused(api.getAs(boundToken(), "/orders"), 401, INVALID_TOKEN);
        assertRefused(dpop(boundToken()), 401, INVALID_DPOP_PROOF);
        assertRefused(bound("rubbish"), 401, INVALID_DPOP_PROOF);
        assertRefused(bound(other.proof("GET", ORDERS, boundToken())), 401, INVALID_TOKEN);
        assertRefused(bound(KEY.proof("POST", ORDERS, boundToken())), 401, INVALID_DPOP_PROOF);
        assertRefused(bound(KEY.proof("GET", ORDERS)), 401, INVALID_DPOP_PROOF);
        assertRefused(
                bound(KEY.proof("GET", URI.create("https://evil.example/orders"), boundToken())),
                401,
                INVALID_DPOP_PROOF);
        assertRefused(
                dpop(
                        boundToken(),
                        "DPoP",
                        KEY.proof("GET", ORDERS, boundToken()),
                        "DPoP",
                        KEY.proof("GET", ORDERS, boundToken())),
                401,
                INVALID_DPOP_PROOF);
    }

    /** A proof counts once, and for the whole request. */
    @Test
    void acceptsAProofWhereARequestIsAuthenticatedAgain() {
        String proof = KEY.proof("GET", URI.create(RESOURCE + "/who/again"), boundToken());
        HttpResponse<String> response =
                api.get("/who/again", "Authorization", "DPoP " + boundToken(), "DPoP", proof);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject who = Api.json(response);
        assertThat(who.getBoolean("isAuthenticated")).isTrue();
        assertThat(who.getString("client")).isEqualTo("partner");
        assertThat(who.getString("principal")).isEqualTo(who.getString("user"));
    }

    @Test
    void challengesBothSchemes() {
        HttpResponse<String> response = bound("rubbish");

        assertThat(challenges(response))
                .singleElement()
                .asString()
                .contains(
                        "Bearer resource_metadata=",
                        "DPoP error=\"invalid_dpop_proof\"",
                        "algs=\"EdDSA ES256 ES512 PS256 RS256\"");
    }

    /** A token that is bound to no key needs none. */
    @Test
    void refusesTheSchemeForABearerToken() {
        String token = TOKENS.computeIfAbsent("ada by read", this::token);

        assertRefused(dpop(token, "DPoP", KEY.proof("GET", ORDERS, token)), 401, INVALID_TOKEN);
        assertRefused(dpop(betterAuth.token("ada")), 401, INVALID_TOKEN);
        assertRefused(dpop(betterAuth.signIn("ada")), 401, INVALID_TOKEN);
    }

    private String boundToken() {
        return TOKENS.computeIfAbsent("bound token", this::token);
    }

    private HttpResponse<String> bound(String proof) {
        return dpop(boundToken(), "DPoP", proof);
    }

    private HttpResponse<String> dpop(String token, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "DPoP " + token));
        all.addAll(List.of(headers));
        return api.get("/orders", all.toArray(String[]::new));
    }

    @Test
    void describesItself() {
        HttpResponse<String> response = api.get(METADATA);
        JsonObject metadata = Api.json(response);

        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(metadata.getString("resource")).isEqualTo(RESOURCE);
        assertThat(metadata.getJsonArray("authorization_servers").getString(0))
                .isEqualTo(new OAuthFlows(betterAuth).issuer());
        assertThat(metadata.getJsonArray("scopes_supported").toString())
                .isEqualTo("[\"orders:read\",\"orders:write\"]");
        // These have the servers' own pages.
        Api pages = api.unrecorded();
        assertThat(pages.get(METADATA + "/elsewhere").statusCode()).isEqualTo(404);
        assertThat(api.send("OPTIONS", METADATA, "").statusCode()).isEqualTo(204);
        assertThat(pages.send("POST", METADATA, "").statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> call(String caller, String path) {
        return api.getAs(TOKENS.computeIfAbsent(caller, this::token), "/" + path);
    }

    /** As {@code ada}, {@code ada by read write} or {@code client with read}. */
    private String token(String caller) {
        String[] words = caller.split(" ", -1);
        if (words.length == 1) {
            return betterAuth.token(caller);
        }
        if (!words[1].equals("by") && !words[1].equals("with")) {
            return other(caller);
        }
        String scopes =
                List.of(words).subList(2, words.length).stream()
                        .map(word -> "orders:" + word)
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow();
        OAuthRequest request = OAuthRequest.scopes(scopes).at(RESOURCE);
        OAuthFlows flows = new OAuthFlows(betterAuth);
        return words[0].equals("client")
                ? flows.clientCredentials(REPORTS, request).accessToken()
                : flows.authorizationCode(words[0], PARTNER, request).accessToken();
    }

    private String other(String kind) {
        OAuthFlows flows = new OAuthFlows(betterAuth);
        OAuthRequest read = OAuthRequest.scopes("orders:read");
        OAuthRequest openid = OAuthRequest.scopes("openid offline_access orders:read").at(RESOURCE);
        return switch (kind) {
            case "refreshed token" ->
                    flows.refresh(
                                    PARTNER,
                                    flows.authorizationCode("ada", PARTNER, openid).refreshToken(),
                                    read.at(RESOURCE))
                            .accessToken();
            case "device's token" -> flows.device("ada", PARTNER, read.at(RESOURCE)).accessToken();
            case "token of two resources" ->
                    byPartner(flows, read.at(RESOURCE, OTHER_RESOURCE)).accessToken();
            case "token for user info too" -> byPartner(flows, openid).accessToken();
            case "token of another resource" ->
                    byPartner(flows, read.at(OTHER_RESOURCE)).accessToken();
            case "ID token" -> byPartner(flows, openid).idToken();
            case "refresh token" -> byPartner(flows, openid).refreshToken();
            case "DPoP proof" -> KEY.proof("GET", ORDERS);
            case "bound token" -> byPartner(flows, read.at(RESOURCE).boundTo(KEY)).accessToken();
            case "opaque token" -> byPartner(flows, read).accessToken();
            case "opaque token of a machine" ->
                    flows.clientCredentials(OAuthClient.ORDERS, read).accessToken();
            case "logout token" -> signed("logout+jwt");
            case "session cache" -> signed("better-auth.session-cache+jwt");
            case "software statement" -> signed("JWT");
            case "forged access token" -> signed("at+jwt") + "x";
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** With Better Auth's own key, and the claims of an access token. */
    private String signed(String typ) {
        TokenForge forge = new TokenForge(betterAuth);
        Map<String, Object> claims = forge.claims("iss", new OAuthFlows(betterAuth).issuer());
        claims.put("aud", RESOURCE);
        claims.put("client_id", "partner");
        claims.put("scope", "orders:read");
        return forge.sign(claims, Map.of("typ", typ));
    }

    private static OAuthTokens byPartner(OAuthFlows flows, OAuthRequest request) {
        return flows.authorizationCode("ada", PARTNER, request);
    }

    private static List<String> challenges(HttpResponse<String> response) {
        List<String> values = response.headers().allValues("WWW-Authenticate");
        return values.isEmpty() ? values : List.of(String.join(", ", values));
    }
}
