package betterauth.jakarta.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.dpop.DpopProofs;
import betterauth.jakarta.dpop.DpopRequest;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.token.LogoutOutcome;
import betterauth.jakarta.token.TestKeys;
import betterauth.jakarta.token.TokenAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each kind of token that Better Auth signs by the same keys, wherever a token is taken: nothing
 * passes but where it belongs.
 */
class TokenKindsTest {

    private static final String ORIGIN = "https://auth.example.com";
    private static final String ISSUER = ORIGIN + "/api/auth";
    private static final String RESOURCE = "https://api.example.com";
    private static final String URL = RESOURCE + "/orders";
    private static final String TOKEN = "a-bound-token";
    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.ES256, "one");

    private final MutableClock clock = new MutableClock();
    private final Settings settings = settings();
    private final TokenAuthenticator tokens =
            TokenAuthenticator.create(
                    settings,
                    new ClaimsMapper(new Roles(List.of("role")), clock),
                    clock,
                    Runnable::run);
    private final DpopProofs proofs =
            DpopProofs.create(settings.oauth().dpop(), settings.jwt(), List.of(), clock);

    @ParameterizedTest
    @CsvSource({
        "token JWT, USER",
        "access token, ACCESS",
        "access token of two audiences, ACCESS",
        "access token of another resource, NOWHERE",
        "access token of another issuer, NOWHERE",
        "ID token, NOWHERE",
        "logout token, LOGOUT",
        "cookie cache, COOKIE",
        "DPoP proof, PROOF",
        "registration token, NOWHERE",
        "software statement, NOWHERE",
        "client assertion, NOWHERE"
    })
    void passesWhereItBelongsOnly(String kind, Place place) throws Exception {
        String token = token(kind);
        Authentication bearer = tokens.authenticate(token);

        assertThat(bearer instanceof Verified && bearer.client() == null)
                .as("as a JWT of /token")
                .isEqualTo(place == Place.USER);
        assertThat(bearer.client() != null)
                .as("as an access token")
                .isEqualTo(place == Place.ACCESS);
        assertThat(tokens.logout().orElseThrow().tokens().verify(token))
                .as("as a logout token")
                .satisfies(
                        outcome ->
                                assertThat(outcome instanceof LogoutOutcome.Ended)
                                        .isEqualTo(place == Place.LOGOUT));
        assertThat(tokens.sessionCacheTokens().verify(token).isPresent())
                .as("as a cookie cache")
                .isEqualTo(place == Place.COOKIE);
        assertThat(
                        proofs.violation(
                                        new DpopRequest(List.of(token), "GET", URL),
                                        TOKEN,
                                        KEY.calculateBase64urlEncodedThumbprint("SHA-256"))
                                .isEmpty())
                .as("as a DPoP proof")
                .isEqualTo(place == Place.PROOF);
    }

    enum Place {
        USER,
        ACCESS,
        LOGOUT,
        COOKIE,
        PROOF,
        NOWHERE
    }

    private String token(String kind) throws Exception {
        return switch (kind) {
            case "token JWT" -> sign(null, Map.of("iss", ORIGIN, "aud", ORIGIN));
            case "access token" -> sign("at+jwt", access(RESOURCE));
            case "access token of two audiences" ->
                    sign("at+jwt", access(List.of(ISSUER + "/oauth2/userinfo", RESOURCE)));
            case "access token of another resource" ->
                    sign("at+jwt", access("https://other.example"));
            case "access token of another issuer" ->
                    sign("at+jwt", with(access(RESOURCE), "iss", "https://evil.example/api/auth"));
            case "ID token" ->
                    sign(null, Map.of("iss", ISSUER, "aud", "partner", "auth_time", now()));
            case "logout token" ->
                    sign(
                            "logout+jwt",
                            Map.of(
                                    "iss",
                                    ISSUER,
                                    "aud",
                                    "partner",
                                    "sid",
                                    "s1",
                                    "events",
                                    Map.of(
                                            "http://schemas.openid.net/event/backchannel-logout",
                                            Map.of())));
            case "cookie cache" ->
                    sign(
                            "better-auth.session-cache+jwt",
                            Map.of("iss", ORIGIN, "aud", "better-auth:session-cache", "sid", "t"));
            case "DPoP proof" ->
                    sign("dpop+jwt", Map.of("htm", "GET", "htu", URL, "ath", hash(TOKEN)));
            case "registration token" ->
                    sign("JWT", Map.of("iss", ISSUER, "aud", ISSUER + "/oauth2/register"));
            case "software statement" ->
                    sign("JWT", Map.of("iss", "https://vendor.example", "software_id", "1"));
            case "client assertion" ->
                    sign("JWT", Map.of("iss", "partner", "sub", "partner", "aud", ISSUER));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Map<String, Object> access(Object audience) {
        return Map.of("iss", ISSUER, "aud", audience, "client_id", "partner", "scope", "a");
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    private String sign(String typ, Map<String, Object> more) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "u1");
        claims.put("iat", now());
        claims.put("exp", now() + 60);
        claims.put("jti", UUID.randomUUID().toString());
        claims.putAll(more);
        Map<String, Object> header = new LinkedHashMap<>();
        // A key beside the one of the key set is ignored where none is expected.
        header.put("jwk", KEY.toParams(OutputControlLevel.PUBLIC_ONLY));
        if (typ != null) {
            header.put("typ", typ);
        }
        return TestKeys.sign(KEY, "ES256", JsonUtil.toJson(claims), header);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static String hash(String text) throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Settings settings() {
        Map<String, String> values =
                Map.of(
                        "better-auth.url",
                        ORIGIN,
                        "mp.jwt.verify.publickey",
                        TestKeys.jwks(KEY),
                        "better-auth.oauth.resource",
                        RESOURCE,
                        "better-auth.oauth.logout.client-ids",
                        "partner");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
    }
}
