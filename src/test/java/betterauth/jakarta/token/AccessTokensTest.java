package betterauth.jakarta.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.ClientGrant;
import betterauth.jakarta.identity.Roles;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

    private static final String ORIGIN = "https://auth.example.com";
    private static final String ISSUER = ORIGIN + "/api/auth";
    private static final String RESOURCE = "https://api.example.com";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.EDDSA, "one");

    private final MutableClock clock = new MutableClock();
    private final TokenAuthenticator tokens =
            tokens(Map.of("better-auth.oauth.resource", RESOURCE));

    @Test
    void acceptsTheTokenOfAClientThatActsForAUser() {
        assertThat(authenticate("at+jwt", claims()))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            assertThat(verified.caller().getSubject()).isEqualTo("user-1");
                            assertThat(verified.caller().identity().method())
                                    .isEqualTo(AuthenticationMethod.ACCESS_TOKEN);
                            assertThat(verified.client())
                                    .isEqualTo(
                                            new ClientGrant(
                                                    "partner",
                                                    Set.of("orders:read", "orders:write"),
                                                    null,
                                                    "session-1"));
                        });
    }

    @Test
    void knowsAClientThatActsForItself() {
        Map<String, Object> claims = with("sub", "partner");
        claims.remove("sid");

        assertThat(authenticate("at+jwt", claims))
                .isInstanceOfSatisfying(
                        VerifiedClient.class,
                        client -> {
                            assertThat(client.caller().getName()).isEqualTo("client:partner");
                            assertThat(client.client().scopes()).contains("orders:read");
                        });
    }

    /** RFC 9068, section 4. */
    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt"})
    void acceptsEachFormOfTheType(String typ) {
        assertThat(authenticate(typ, claims())).isInstanceOf(Verified.class);
    }

    @Test
    void acceptsTokensOfSeveralResources() {
        assertThat(
                        authenticate(
                                "at+jwt",
                                with("aud", List.of(ISSUER + "/oauth2/userinfo", RESOURCE))))
                .isInstanceOf(Verified.class);
    }

    @Test
    void acceptsTokensOfTheTokenEndpointBesideThem() {
        Map<String, Object> claims = with("iss", ORIGIN);
        claims.put("aud", ORIGIN);
        claims.keySet().removeAll(Set.of("client_id", "azp", "scope", "sid"));

        assertThat(authenticate(null, claims))
                .isInstanceOfSatisfying(
                        Verified.class, verified -> assertThat(verified.client()).isNull());
    }

    /** Of all that Better Auth signs with the same keys, nothing else passes. */
    @ParameterizedTest
    @MethodSource
    void refusesOtherKinds(String kind, String typ, Map<String, Object> changes) {
        Map<String, Object> claims = claims();
        claims.putAll(changes);
        claims.values().removeIf(value -> value.equals(""));

        assertThat(authenticate(typ, claims)).as(kind).isInstanceOf(Rejected.class);
    }

    static Stream<Arguments> refusesOtherKinds() {
        return Stream.of(
                Arguments.of(
                        "token of another resource",
                        "at+jwt",
                        Map.of("aud", "https://other.example")),
                Arguments.of("token of /token's audience", "at+jwt", Map.of("aud", ORIGIN)),
                Arguments.of(
                        "token of another issuer",
                        "at+jwt",
                        Map.of("iss", "https://evil.example/api/auth")),
                Arguments.of("token of /token's issuer", "at+jwt", Map.of("iss", ORIGIN)),
                Arguments.of("ID token", null, Map.of("aud", "partner", "client_id", "")),
                Arguments.of("ID token for this resource", null, Map.of("client_id", "")),
                Arguments.of(
                        "ID token of /token's issuer",
                        null,
                        Map.of("iss", ORIGIN, "aud", "partner")),
                Arguments.of(
                        "/token JWT as access token",
                        "at+jwt",
                        Map.of("iss", ORIGIN, "aud", ORIGIN, "client_id", "")),
                Arguments.of("access token without its type", null, Map.of()),
                Arguments.of("access token as JWT", "JWT", Map.of()),
                Arguments.of("logout token", "logout+jwt", Map.of()),
                Arguments.of(
                        "cookie cache",
                        "better-auth.session-cache+jwt",
                        Map.of("aud", "better-auth:session-cache", "iss", ORIGIN)),
                Arguments.of("DPoP proof", "dpop+jwt", Map.of()),
                Arguments.of(
                        "client assertion",
                        null,
                        Map.of("iss", "partner", "sub", "partner", "aud", ISSUER)),
                Arguments.of("software statement", "jwt", Map.of("iss", "https://vendor.example")));
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, ''",
        "client_id, 7",
        "client_id, '\" \"'",
        "client_id, null",
        "scope, 7",
        "scope, '[\"orders:read\"]'",
        "scope, '\"a\\\"b\"'",
        "azp, '\"another\"'",
        "azp, 7",
        "sid, 7",
        "sid, '\"\"'",
        "cnf, 7",
        "cnf, '\"x\"'",
        "cnf, '{}'",
        "cnf, '{\"jkt\":7}'",
        "cnf, '{\"jkt\":\"short\"}'",
        "cnf, '{\"x5t#S256\":\"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2\"}'"
    })
    void refusesMalformedClaims(String name, String json) throws Exception {
        String changed =
                json.isEmpty()
                        ? JsonUtil.toJson(with(name, null))
                        : JsonUtil.toJson(with(name, "@@")).replace("\"@@\"", json);

        assertThat(authenticate("at+jwt", changed))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_TOKEN,
                                "The access token's client_id, scope, cnf or sid is missing or"
                                        + " malformed"));
    }

    @Test
    void readsTheKeyThatATokenIsBoundTo() {
        assertThat(authenticate("at+jwt", with("cnf", Map.of("jkt", THUMBPRINT))).client())
                .extracting(ClientGrant::thumbprint)
                .isEqualTo(THUMBPRINT);
    }

    @Test
    void acceptsNoSharedSecret() throws Exception {
        TokenAuthenticator withSecret =
                tokens(
                        Map.of(
                                "better-auth.oauth.resource",
                                RESOURCE,
                                "better-auth.jwt.secret",
                                SECRET));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(JsonUtil.toJson(claims()));
        jws.setAlgorithmHeaderValue("HS256");
        jws.setHeader("typ", "at+jwt");
        jws.setKey(new HmacKey(SECRET.getBytes(UTF_8)));
        String token = jws.getCompactSerialization();

        assertThat(withSecret.authenticate(token))
                .isEqualTo(
                        new Rejected(RefusalCode.INVALID_TOKEN, "The token's alg is not allowed"));
    }

    @Test
    void endsWithItsExpiry() {
        String token = sign("at+jwt", JsonUtil.toJson(claims()));
        assertThat(tokens.authenticate(token)).isInstanceOf(Verified.class);

        clock.advance(Duration.ofSeconds(930));

        assertThat(tokens.authenticate(token))
                .isEqualTo(new Rejected(RefusalCode.TOKEN_EXPIRED, "The token has expired"));
    }

    /** A server that was told nothing of OAuth must not take a client for a user. */
    @Test
    void areRefusedWhereNoResourceIsSet() {
        Map<String, Object> claims = with("iss", ORIGIN);
        claims.put("aud", ORIGIN);
        claims.put("sub", "partner");
        try (LogCapture log = new LogCapture("authentication")) {
            assertThat(tokens(Map.of()).authenticate(sign("at+jwt", JsonUtil.toJson(claims))))
                    .isEqualTo(
                            new Rejected(
                                    RefusalCode.INVALID_TOKEN,
                                    "OAuth access tokens are not accepted here"));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("Set better-auth.oauth.resource");
        }
    }

    @Test
    void namesTheSettingThatDiffers() {
        try (LogCapture log = new LogCapture("authentication")) {
            authenticate("at+jwt", with("aud", "https://other.example"));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "https://other.example",
                            "expected one of [" + RESOURCE + "]",
                            "better-auth.oauth.resource");
        }
    }

    private Authentication authenticate(String typ, Map<String, Object> claims) {
        return authenticate(typ, JsonUtil.toJson(claims));
    }

    private Authentication authenticate(String typ, String claims) {
        return tokens.authenticate(sign(typ, claims));
    }

    private static String sign(String typ, String claims) {
        return TestKeys.sign(KEY, "EdDSA", claims, typ == null ? Map.of() : Map.of("typ", typ));
    }

    private Map<String, Object> with(String name, Object value) {
        Map<String, Object> claims = claims();
        if (value == null) {
            claims.remove(name);
        } else {
            claims.put(name, value);
        }
        return claims;
    }

    private Map<String, Object> claims() {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", RESOURCE);
        claims.put("sub", "user-1");
        claims.put("client_id", "partner");
        claims.put("azp", "partner");
        claims.put("scope", "orders:read orders:write");
        claims.put("sid", "session-1");
        claims.put("iat", now);
        claims.put("exp", now + 900);
        return claims;
    }

    private TokenAuthenticator tokens(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("better-auth.url", ORIGIN);
        values.put("mp.jwt.verify.publickey", TestKeys.jwks(KEY));
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
        return TokenAuthenticator.create(
                settings,
                new ClaimsMapper(new Roles(List.of("role")), clock),
                clock,
                Runnable::run);
    }
}
