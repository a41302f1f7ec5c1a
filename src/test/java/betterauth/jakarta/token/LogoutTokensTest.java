package betterauth.jakarta.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.FuzzInput;
import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.LogoutSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.jose.VerificationKey;
import betterauth.jakarta.keys.FixedKeys;
import betterauth.jakarta.keys.KeySource;
import betterauth.jakarta.token.LogoutOutcome.Ended;
import betterauth.jakarta.token.LogoutOutcome.Invalid;
import betterauth.jakarta.token.LogoutOutcome.Unavailable;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Back-Channel Logout 1.0, section 2.6. */
class LogoutTokensTest {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final String ISSUER = "https://auth.example.com/api/auth";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.EDDSA, "one");

    private final MutableClock clock = new MutableClock();
    private final LogoutTokens tokens = tokens(new FixedKeys(TestKeys.keySet(KEY)));

    @Test
    void acceptsTheTokenOfBetterAuth() {
        assertThat(verify(claims())).isEqualTo(new Ended("session-1", "user-1", clock.instant()));
    }

    @Test
    void acceptsATokenThatNamesTheSessionOrTheUserOnly() {
        assertThat(verify(with("sub", null)))
                .isEqualTo(new Ended("session-1", null, clock.instant()));
        Map<String, Object> claims = with("sid", null);
        claims.put("jti", "2");
        assertThat(verify(claims)).isEqualTo(new Ended(null, "user-1", clock.instant()));
    }

    @Test
    void acceptsMembersOfTheEventAndFurtherEvents() {
        assertThat(verify(with("events", Map.of(EVENT, Map.of("reason", "x"), "urn:x", true))))
                .isInstanceOf(Ended.class);
    }

    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void acceptsEachAlgorithm(JwsAlgorithm algorithm) {
        PublicJsonWebKey key = TestKeys.generate(algorithm, "one");
        String token =
                TestKeys.sign(
                        key,
                        algorithm.label(),
                        JsonUtil.toJson(claims()),
                        Map.of("typ", "logout+jwt"));

        assertThat(tokens(new FixedKeys(TestKeys.keySet(key))).verify(token))
                .isInstanceOf(Ended.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "a.b.c.d.e", "%s.x", "%s=", " %s", "%s,%s", "\"%s\""})
    void refusesWhatIsNoToken(String form) {
        assertInvalid(
                tokens.verify(form.replace("%s", sign("logout+jwt", claims()))),
                "The logout token is malformed, encrypted or too long");
    }

    @Test
    void refusesALongToken() {
        assertInvalid(
                verify(with("x", "y".repeat(8192))),
                "The logout token is malformed, encrypted or too long");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "JWT", "at+jwt", "dpop+jwt", "logout", "logout+jwt "})
    void refusesOtherTypes(@Nullable String typ) {
        assertInvalid(
                tokens.verify(sign(typ, claims())), "The token's typ is not the expected one");
    }

    @Test
    void refusesATokenThatIsNotSigned() {
        String token = sign("logout+jwt", claims());
        String payload = token.substring(token.indexOf('.'), token.lastIndexOf('.'));

        for (String alg : List.of("none", "None", "HS256")) {
            String header = "{\"alg\":\"%s\",\"typ\":\"logout+jwt\"}".formatted(alg);
            assertInvalid(
                    tokens.verify(FuzzInput.encode(header.getBytes(UTF_8)) + payload + ".AA"),
                    "The token's alg is not allowed");
        }
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        PublicJsonWebKey other = TestKeys.generate(JwsAlgorithm.EDDSA, "one");

        assertInvalid(
                tokens.verify(
                        TestKeys.sign(
                                other,
                                "EdDSA",
                                JsonUtil.toJson(claims()),
                                Map.of("typ", "logout+jwt"))),
                "The token's signature is invalid");
    }

    static Stream<Arguments> wrongClaims() {
        String events = "The logout token's events do not name a back-channel logout";
        String id = "The logout token has no usable jti";
        String time = "The logout token has no usable iat";
        String subject = "The logout token has no usable sid or sub";
        String issuer = "The token's iss is not the expected issuer";
        String audience = "The token's aud names none of the expected audiences";
        String expiry = "The token has no usable exp";
        String nonce = "The logout token has a nonce, as ID tokens have";
        return Stream.of(
                Arguments.of("events", null, events),
                Arguments.of("events", Map.of(), events),
                Arguments.of("events", List.of(EVENT), events),
                Arguments.of("events", EVENT, events),
                Arguments.of("events", Map.of(EVENT, true), events),
                Arguments.of("events", Map.of(EVENT, "{}"), events),
                Arguments.of("events", Map.of(EVENT, List.of()), events),
                Arguments.of("events", Map.of(EVENT + "/", Map.of()), events),
                Arguments.of("nonce", "n", nonce),
                Arguments.of("nonce", "", nonce),
                Arguments.of("nonce", 7, nonce),
                Arguments.of("jti", null, id),
                Arguments.of("jti", "", id),
                Arguments.of("jti", 7, id),
                Arguments.of("jti", "x".repeat(257), id),
                Arguments.of("iat", null, time),
                Arguments.of("iat", "now", time),
                Arguments.of("iat", -1, time),
                Arguments.of("sid", 7, subject),
                Arguments.of("sid", "", subject),
                Arguments.of("sid", "x".repeat(257), subject),
                Arguments.of("sub", true, subject),
                Arguments.of("sub", " ", subject),
                Arguments.of("sub", List.of("user-1"), subject),
                Arguments.of("iss", null, issuer),
                Arguments.of("iss", "https://auth.example.com", issuer),
                Arguments.of("iss", List.of(ISSUER), issuer),
                Arguments.of("aud", null, audience),
                Arguments.of("aud", "other", audience),
                Arguments.of("aud", "https://api.example.com", audience),
                Arguments.of("aud", "shop,api", audience),
                Arguments.of("aud", List.of("other"), audience),
                Arguments.of("exp", null, expiry),
                Arguments.of("exp", "never", expiry));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void refusesAClaimThatDoesNotFit(String name, @Nullable Object value, String detail) {
        assertInvalid(verify(with(name, value)), detail);
    }

    @Test
    void refusesATokenThatNamesNobody() {
        Map<String, Object> claims = with("sid", null);
        claims.remove("sub");

        assertInvalid(verify(claims), "The logout token has no usable sid or sub");
    }

    @ParameterizedTest
    @CsvSource({
        "exp, -31, The token has expired",
        "exp, -30, The token has expired",
        "iat, 31, The token was issued in the future",
        "nbf, 31, The token is not valid yet"
    })
    void refusesATokenOfAnotherTime(String name, long seconds, String detail) {
        assertInvalid(verify(with(name, clock.instant().getEpochSecond() + seconds)), detail);
    }

    @Test
    void refusesATokenThatWasUsedBefore() {
        String token = sign("logout+jwt", claims());

        assertThat(tokens.verify(token)).isInstanceOf(Ended.class);
        assertInvalid(tokens.verify(token), "The logout token was used before");
        clock.advance(Duration.ofSeconds(149));
        assertInvalid(tokens.verify(token), "The logout token was used before");
        clock.advance(Duration.ofSeconds(1));
        assertInvalid(tokens.verify(token), "The token has expired");
        assertThat(verify(claims())).isInstanceOf(Ended.class);
    }

    @Test
    void usesUpNoIdByAnInvalidToken() {
        assertThat(tokens.verify(sign("logout+jwt", claims()) + "AAAA"))
                .isInstanceOf(Invalid.class);

        assertThat(verify(claims())).isInstanceOf(Ended.class);
    }

    @Test
    void cannotDecideWithoutAKey() {
        KeySource unavailable =
                new KeySource() {
                    @Override
                    public Answer find(@Nullable String keyId, JwsAlgorithm algorithm) {
                        return new Answer.Unknown(Duration.ofSeconds(10));
                    }

                    @Override
                    public boolean isCurrent(VerificationKey key) {
                        return false;
                    }
                };

        assertThat(tokens(unavailable).verify(sign("logout+jwt", claims())))
                .isEqualTo(
                        new Unavailable(
                                "The token's key could not be fetched", Duration.ofSeconds(10)));
    }

    @Test
    void warnsOfATokenForAnotherClient() {
        try (LogCapture log = new LogCapture("authentication")) {
            verify(with("aud", "other"));

            assertThat(log.lines())
                    .anyMatch(line -> line.contains("Set better-auth.oauth.logout.client-ids"));
        }
    }

    @Test
    void endsNothingWithoutASessionOrAUser() {
        assertThatThrownBy(() -> new Ended(null, null, clock.instant()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Either a session or a user must be named");
    }

    private LogoutTokens tokens(KeySource keys) {
        Map<String, String> values =
                Map.of(
                        "better-auth.url", "https://auth.example.com",
                        "better-auth.jwt.secret", SECRET,
                        "better-auth.oauth.resource", "https://api.example.com");
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
        return new LogoutTokens(
                settings.jwt(),
                settings.oauth(),
                new LogoutSettings(Set.of("shop", "api"), Duration.ofHours(1), 1024 * 1024),
                keys,
                clock);
    }

    private LogoutOutcome verify(Map<String, Object> claims) {
        return tokens.verify(sign("logout+jwt", claims));
    }

    private static String sign(@Nullable String typ, Map<String, Object> claims) {
        return TestKeys.sign(
                KEY, "EdDSA", JsonUtil.toJson(claims), typ == null ? Map.of() : Map.of("typ", typ));
    }

    private Map<String, Object> with(String name, @Nullable Object value) {
        Map<String, Object> claims = new HashMap<>(claims());
        claims.put(name, value);
        claims.values().removeIf(java.util.Objects::isNull);
        return claims;
    }

    /** As Better Auth signs it. */
    private Map<String, Object> claims() {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", "shop");
        claims.put("sub", "user-1");
        claims.put("sid", "session-1");
        claims.put("iat", now);
        claims.put("exp", now + 120);
        claims.put("jti", "logout-1");
        claims.put("events", Map.of(EVENT, Map.of()));
        return claims;
    }

    private static void assertInvalid(LogoutOutcome outcome, String detail) {
        assertThat(outcome).isEqualTo(new Invalid(detail));
    }
}
