package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AMBIGUOUS_CREDENTIALS;
import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_ROLE;
import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.RefusalCode.TOKEN_EXPIRED;
import static betterauth.jakarta.RefusalCode.USER_BANNED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a Better Auth with its default settings, and what attackers make of them. */
@BetterAuthApp(
        settings = {
            "better-auth.jwt.secret=" + TokenIT.SHARED_SECRET,
            "better-auth.jwks.min-refetch-interval=PT0.01S"
        })
class TokenIT {

    static final String SHARED_SECRET = "shared-secret-of-the-hs256-tokens-0123456789";

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;
    private TokenForge forge;

    @BeforeEach
    void connect() {
        forge = new TokenForge(betterAuth);
    }

    @Test
    void tellsTheUserOfADefaultToken() {
        HttpResponse<String> response = api.getAs(betterAuth.token("ada"), "/api/me");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject me = Api.json(response);
        assertThat(me.getString("email")).isEqualTo("ada@example.com");
        assertThat(me.getString("name")).isEqualTo("Ada Lovelace");
        assertThat(me.getString("method")).isEqualTo("jwt");
        assertThat(me.getBoolean("emailVerified")).isFalse();
        assertThat(me.isNull("image")).isTrue();
        assertThat(me.isNull("session")).isTrue();
        assertThat(me.getJsonArray("roles")).hasToString("[\"user\"]");
        assertThat(me.getJsonObject("fields"))
                .hasToString(
                        "{\"softwareBackground\":\"Advanced\","
                                + "\"hardwareBackground\":\"Microcontrollers\","
                                + "\"interestArea\":\"Robotics\"}");
    }

    @Test
    void givesDefaultsForFieldsThatAreNull() {
        HttpResponse<String> response = api.getAs(betterAuth.token("lin"), "/api/personalized");

        assertThat(Api.json(response))
                .hasToString(
                        "{\"content_level\":\"Beginner\",\"focus_area\":\"AI\","
                                + "\"hardware_background\":\"None\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "ada, /api/protected",
        "ada, /api/notes",
        "lin, /api/articles/draft",
        "grace, /api/articles/draft",
        "grace, /api/admin/caches"
    })
    void letsEachUserInByRole(String user, String path) {
        assertThat(api.getAs(betterAuth.token(user), path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"ada, /api/articles/draft", "ada, /api/admin/caches", "lin, /api/admin/caches"})
    void refusesAUserWithoutTheRole(String user, String path) {
        HttpResponse<String> response = api.getAs(betterAuth.token(user), path);

        assertRefused(response, 403, INSUFFICIENT_ROLE);
        // Consent cannot mend a role, so that no challenge asks for it.
        assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/api/protected",
                "/api/personalized",
                "/api/articles/draft",
                "/api/notes",
                "/api/admin/caches"
            })
    void asksAnonymousCallersToSignIn(String path) {
        HttpResponse<String> response = api.get(path);

        assertRefused(response, 401, AUTHENTICATION_REQUIRED);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void servesPublicPathsToAnyone() {
        assertThat(api.get("/api/public/ping").body()).isEqualTo("{\"ok\":true}");
        assertThat(api.getAs("rubbish", "/api/public/ping").statusCode()).isEqualTo(200);
        assertThat(api.getAs(betterAuth.token("ada"), "/api/public/ping").statusCode())
                .isEqualTo(200);
    }

    @Test
    void keepsNotesPerUser() {
        String ada = betterAuth.token("ada");
        HttpResponse<String> added =
                api.send(
                        "POST",
                        "/api/notes",
                        "{\"text\":\"of ada\"}",
                        "Authorization",
                        "Bearer " + ada,
                        "Content-Type",
                        "application/json");

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(api.getAs(ada, "/api/notes").body()).isEqualTo("{\"notes\":[\"of ada\"]}");
        assertThat(api.getAs(betterAuth.token("lin"), "/api/notes").body())
                .isEqualTo("{\"notes\":[]}");
    }

    @Test
    void refusesAnExpiredToken() {
        Map<String, Object> claims = forge.claims("exp", Instant.now().getEpochSecond() - 31);

        HttpResponse<String> response = api.getAs(forge.sign(claims), "/api/me");

        assertRefused(response, 401, TOKEN_EXPIRED);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .contains(
                        "Bearer error=\"invalid_token\", error_description=\"The token has expired\"");
    }

    @Test
    void acceptsWhatTheForgeSignsUnchanged() {
        assertThat(api.getAs(forge.sign(forge.claims()), "/api/me").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "nbf, 4000000000", "iat, 4000000000", "iss, https://evil.example",
                "aud, https://evil.example",
        "aud, better-auth:session-cache", "sub, ''", "exp, soon", "nbf, soon"
    })
    void refusesAClaimThatDoesNotHold(String name, String value) {
        Object typed = value.matches("\\d+") ? (Object) Long.valueOf(value) : value;

        assertRefused(
                api.getAs(forge.sign(forge.claims(name, typed)), "/api/me"), 401, INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "exp"})
    void refusesATokenWithout(String name) {
        Map<String, Object> claims = forge.claims();
        claims.remove(name);

        assertRefused(api.getAs(forge.sign(claims), "/api/me"), 401, INVALID_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "typ, better-auth.session-cache+jwt", "typ, logout+jwt", "typ, id+jwt",
        "crit, b64", "kid, no-such-key", "alg, EdDSA2"
    })
    void refusesAHeaderThatDoesNotFit(String name, String value) {
        Object typed = name.equals("crit") ? List.of(value) : value;
        String token =
                name.equals("alg")
                        ? withHeader("{\"alg\":\"" + value + "\"}")
                        : forge.sign(forge.claims(), Map.of(name, typed));

        assertRefused(api.getAs(token, "/api/me"), 401, INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "HS256", "RS256", ""})
    void refusesAnAlgorithmThatTheKeyIsNotFor(String alg) {
        assertRefused(
                api.getAs(withHeader("{\"alg\":\"" + alg + "\"}"), "/api/me"), 401, INVALID_TOKEN);
    }

    @Test
    void refusesThePublicKeyAsAnHmacSecret() {
        String jwks =
                betterAuth
                        .sql("select publicKey from jwks")
                        .getJsonObject(0)
                        .getString("publicKey");
        String token = TokenForge.hmac(forge.claims(), jwks.getBytes(UTF_8), Map.of());

        assertRefused(api.getAs(token, "/api/me"), 401, INVALID_TOKEN);
    }

    @Test
    void acceptsAnHmacWithTheSharedSecretOnly() {
        String right = TokenForge.hmac(forge.claims(), SHARED_SECRET.getBytes(UTF_8), Map.of());
        String wrong =
                TokenForge.hmac(forge.claims(), (SHARED_SECRET + "x").getBytes(UTF_8), Map.of());

        assertThat(api.getAs(right, "/api/me").statusCode()).isEqualTo(200);
        assertRefused(api.getAs(wrong, "/api/me"), 401, INVALID_TOKEN);
    }

    @Test
    void refusesABannedUser() {
        assertRefused(
                api.getAs(forge.sign(forge.claims("banned", true)), "/api/me"), 403, USER_BANNED);
        Map<String, Object> over = forge.claims("banned", true);
        over.put("banExpires", "2020-01-01T00:00:00.000Z");
        assertThat(api.getAs(forge.sign(over), "/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void readsRolesFromAStringAndFromAnArray() {
        Map<String, Object> claims = forge.claims("role", "user, editor");
        claims.put("groups", List.of("admin"));

        JsonObject me = Api.json(api.getAs(forge.sign(claims), "/api/me"));

        assertThat(me.getJsonArray("roles").toString()).contains("user", "editor", "admin");
        assertThat(api.getAs(forge.sign(claims), "/api/admin/caches").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer  a b",
                "Basic YWRhOnB3",
                "Bearer a, Bearer b",
                "Bearer ä",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer \"quoted\""
            })
    void refusesAnAuthorizationHeaderThatIsNoToken(String header) {
        assertThat(api.get("/api/me", "Authorization", header).statusCode()).isEqualTo(401);
        assertThat(api.get("/api/public/ping", "Authorization", header).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesTwoAuthorizationHeaders() {
        String token = betterAuth.token("ada");

        HttpResponse<String> response =
                api.get(
                        "/api/me",
                        "Authorization",
                        "Bearer " + token,
                        "Authorization",
                        "Bearer " + token);

        assertRefused(response, 400, AMBIGUOUS_CREDENTIALS);
    }

    @Test
    void refusesATokenOfTenKilobytesWithoutFailing() {
        int status =
                api.getAs(forge.sign(forge.claims("padding", "x".repeat(7_500))), "/api/me")
                        .statusCode();

        // Servers refuse a header of this size themselves, before anybody's code runs.
        assertThat(status).isIn(400, 401, 413, 431);
    }

    @Test
    void ignoresTheKeyThatATokenBrings() {
        String token =
                forge.sign(
                        forge.claims(),
                        Map.of("jku", "http://127.0.0.1:1/jwks", "x5u", "http://127.0.0.1:1/x"));

        assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void acceptsTheSchemeInAnyCase() {
        String token = betterAuth.token("ada");

        assertThat(api.get("/api/me", "Authorization", "bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/me", "Authorization", "BEARER " + token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void checksATokenOnceForTenThousandRequests() {
        String grace = betterAuth.token("grace");
        api.getAs(grace, "/api/me");
        JsonObject before = Api.json(api.getAs(grace, "/api/admin/caches"));

        for (int i = 0; i < 10_000; i++) {
            assertThat(api.getAs(grace, "/api/me").statusCode()).isEqualTo(200);
        }

        JsonObject after = Api.json(api.getAs(grace, "/api/admin/caches"));
        assertThat(growth(before, after, "tokens", "loads")).isZero();
        assertThat(growth(before, after, "tokens", "hits")).isEqualTo(10_001);
        assertThat(growth(before, after, "keys", "loads")).isLessThanOrEqualTo(1);
    }

    private static long growth(JsonObject before, JsonObject after, String cache, String counter) {
        return after.getJsonObject(cache).getJsonNumber(counter).longValue()
                - before.getJsonObject(cache).getJsonNumber(counter).longValue();
    }

    /** A token of Better Auth's under another header, its signature kept. */
    private String withHeader(String header) {
        String token = betterAuth.token("ada");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8))
                + token.substring(token.indexOf('.'));
    }
}
