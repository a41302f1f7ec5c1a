package betterauth.jakarta.token;

import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.RefusalCode.TOKEN_EXPIRED;
import static betterauth.jakarta.RefusalCode.USER_BANNED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.Profile;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.jose.VerificationKey;
import betterauth.jakarta.keys.FixedKeys;
import betterauth.jakarta.keys.KeySet;
import betterauth.jakarta.keys.KeySource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final String ORIGIN = "https://auth.example.com";
    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
    private static final Map<JwsAlgorithm, PublicJsonWebKey> KEYS =
            new EnumMap<>(JwsAlgorithm.class);
    private static KeySet keySet;

    private final MutableClock clock = new MutableClock();

    @BeforeAll
    static void makeKeys() {
        for (JwsAlgorithm algorithm : TestKeys.asymmetric()) {
            KEYS.put(algorithm, TestKeys.generate(algorithm, algorithm.label()));
        }
        keySet = TestKeys.keySet(KEYS.values().toArray(PublicJsonWebKey[]::new));
    }

    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void acceptsEachAlgorithm(JwsAlgorithm algorithm) {
        assertThat(verify(sign(algorithm, claims()))).isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void refusesEachAlgorithmWithAnyBitOfTheSignatureTurned(JwsAlgorithm algorithm) {
        String token = sign(algorithm, claims());
        int dot = token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        for (int bit = 0; bit < signature.length * 8; bit += 37) {
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
            assertRejected(token.substring(0, dot + 1) + encode(signature), INVALID_TOKEN);
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    /** Anywhere: header, claims, signature, the dots between them. */
    @ParameterizedTest
    @EnumSource
    void refusesEachAlgorithmWithAnyBitOfTheTokenTurned(JwsAlgorithm algorithm) {
        String token =
                algorithm == JwsAlgorithm.HS256
                        ? hmac("0123456789abcdef0123456789abcdef", claims())
                        : sign(algorithm, claims());
        assertThat(verify(token)).isInstanceOf(Verified.class);
        List<String> wellFormed = new ArrayList<>();
        for (int i = 0; i < token.length(); i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                char letter = (char) (token.charAt(i) ^ 1 << bit);
                wellFormed.add(token.substring(0, i) + letter + token.substring(i + 1));
            }
        }
        wellFormed.removeIf(turned -> CompactJws.parse(turned).isEmpty());

        assertThat(wellFormed).hasSizeGreaterThan(100);
        assertThat(wellFormed)
                .allSatisfy(turned -> assertThat(verify(turned)).isInstanceOf(Rejected.class));
    }

    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void refusesZeroEmptyShortAndLongSignatures(JwsAlgorithm algorithm) {
        String token = sign(algorithm, claims());
        int dot = token.lastIndexOf('.');
        int length = Base64.getUrlDecoder().decode(token.substring(dot + 1)).length;
        for (int bytes : new int[] {0, 1, length / 2, length - 1, length, length + 1}) {
            assertRejected(token.substring(0, dot + 1) + encode(new byte[bytes]), INVALID_TOKEN);
        }
    }

    @ParameterizedTest
    @CsvSource({"ES256, DER", "ES512, DER"})
    void refusesAnEllipticSignatureInDer(JwsAlgorithm algorithm) throws Exception {
        String token = sign(algorithm, claims());
        int dot = token.lastIndexOf('.');
        byte[] der =
                org.jose4j.jws.EcdsaUsingShaAlgorithm.convertConcatenatedToDer(
                        Base64.getUrlDecoder().decode(token.substring(dot + 1)));

        assertRejected(token.substring(0, dot + 1) + encode(der), INVALID_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "EDDSA, ES256",
        "ES256, RS256",
        "RS256, PS256",
        "PS256, EDDSA",
        "ES512, ES256",
        "ES256, ES512"
    })
    void refusesAKeyOfAnotherAlgorithm(JwsAlgorithm signer, JwsAlgorithm named) {
        String token =
                TestKeys.sign(
                        KEYS.get(signer),
                        signer.label(),
                        JsonUtil.toJson(claims()),
                        Map.of("kid", named.label()));

        assertRejected(token, INVALID_TOKEN);
    }

    @Test
    void knowsEdDsaByItsFullySpecifiedName() {
        String token = sign(JwsAlgorithm.EDDSA, claims());
        String header = encode("{\"alg\":\"Ed25519\",\"kid\":\"EdDSA\"}".getBytes(UTF_8));

        // The header is signed, so the renamed token only shows that the name is known.
        assertThat(rejection(header + token.substring(token.indexOf('.'))).detail())
                .isEqualTo("The token's signature is invalid");
    }

    @Test
    void acceptsHs256ByTheSecretOnly() {
        assertThat(verify(hmac(SECRET.text(), claims()))).isInstanceOf(Verified.class);
        assertRejected(hmac(SECRET.text() + "x", claims()), INVALID_TOKEN);
        assertRejected(hmac(TestKeys.jwks(KEYS.get(JwsAlgorithm.RS256)), claims()), INVALID_TOKEN);
    }

    @Test
    void refusesHs256WithoutASecret() {
        TokenVerifier verifier = verifier(settings(null, null), new FixedKeys(keySet));

        assertThat(decide(verifier, hmac(SECRET.text(), claims())))
                .isEqualTo(new Rejected(INVALID_TOKEN, "The token's alg is not allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none", "None", "NONE", "nOnE", "", "ES384", "HS512", "RSA1_5", "eddsa", "es256"
            })
    void refusesAnyOtherAlgorithm(String alg) {
        String header = encode(("{\"alg\":\"" + alg + "\"}").getBytes(UTF_8));
        String token = sign(JwsAlgorithm.ES256, claims());

        assertThat(rejection(header + token.substring(token.indexOf('.'))).detail())
                .isEqualTo("The token's alg is not allowed");
    }

    @Test
    void refusesAnAlgorithmThatTheSettingsDoNotAllow() {
        JwtSettings onlyEs256 =
                new JwtSettings(
                        Profile.BETTER_AUTH,
                        ORIGIN,
                        Set.of(ORIGIN),
                        EnumSet.of(JwsAlgorithm.ES256),
                        null,
                        "BC",
                        8192,
                        0,
                        0,
                        Duration.ZERO,
                        null,
                        null);
        TokenVerifier verifier = verifier(onlyEs256, new FixedKeys(keySet));

        assertThat(decide(verifier, sign(JwsAlgorithm.ES256, claims())))
                .isInstanceOf(Verified.class);
        assertThat(decide(verifier, sign(JwsAlgorithm.EDDSA, claims())))
                .isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt"})
    void acceptsTheTypesOfAccessTokens(String typ) {
        assertThat(verify(sign(JwsAlgorithm.ES256, claims(), Map.of("typ", typ))))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "better-auth.session-cache+jwt",
                "logout+jwt",
                "id+jwt",
                "JOSE",
                "",
                "dpop+jwt",
                "application/jwt",
                "secevent+jwt"
            })
    void refusesOtherTypes(String typ) {
        assertThat(rejection(sign(JwsAlgorithm.ES256, claims(), Map.of("typ", typ))).detail())
                .isEqualTo("The token's typ is not the expected one");
    }

    @Test
    void refusesExtensionsAndUnencodedPayloads() {
        assertRejected(
                sign(JwsAlgorithm.ES256, claims(), Map.of("crit", List.of("exp"))), INVALID_TOKEN);
        assertRejected(
                sign(JwsAlgorithm.ES256, claims(), Map.of("crit", List.of())), INVALID_TOKEN);
        assertRejected(
                encode("{\"alg\":\"ES256\",\"b64\":false}".getBytes(UTF_8)) + ".e30.c2ln",
                INVALID_TOKEN);
    }

    @Test
    void takesNoKeyFromTheToken() {
        PublicJsonWebKey own = TestKeys.generate(JwsAlgorithm.ES256, "ES256");
        String token =
                TestKeys.sign(
                        own,
                        "ES256",
                        JsonUtil.toJson(claims()),
                        Map.of(
                                "jwk",
                                own.toParams(
                                        org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));

        assertThat(rejection(token).detail()).isEqualTo("The token's signature is invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-key", "../../dev/null", "' or 1=1 --", "ES256 "})
    void refusesAnUnknownKeyId(String kid) {
        assertThat(rejection(sign(JwsAlgorithm.ES256, claims(), Map.of("kid", kid))).detail())
                .isEqualTo("The token's key is unknown or not for its alg");
    }

    @Test
    void refusesAKeyIdThatIsTooLong() {
        assertRejected(
                sign(JwsAlgorithm.ES256, claims(), Map.of("kid", "x".repeat(257))), INVALID_TOKEN);
    }

    @Test
    void needsNoKeyIdWhereThereIsOneKey() {
        PublicJsonWebKey key = KEYS.get(JwsAlgorithm.ES256);
        String token = withoutKid(key);

        assertThat(
                        decide(
                                verifier(settings(null, null), new FixedKeys(TestKeys.keySet(key))),
                                token))
                .isInstanceOf(Verified.class);
        assertRejected(token, INVALID_TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iss|https://evil.example|The token's iss is not the expected issuer",
                "iss|https://auth.example.com/|The token's iss is not the expected issuer",
                "iss|HTTPS://auth.example.com|The token's iss is not the expected issuer",
                "aud|https://evil.example|The token's aud names none of the expected audiences",
                "aud|better-auth:session-cache|The token's aud names none of the expected audiences",
                "sub|''|The token has no usable sub",
                "sub|' '|The token has no usable sub",
                "exp|soon|The token has no usable exp",
                "nbf|soon|The token's nbf or iat is not a time",
                "iat|soon|The token's nbf or iat is not a time"
            })
    void refusesAWrongClaim(String name, String value, String detail) {
        assertThat(rejection(sign(JwsAlgorithm.ES256, claims(name, value))))
                .isEqualTo(new Rejected(INVALID_TOKEN, detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "exp"})
    void refusesAMissingOrNullClaim(String name) {
        Map<String, Object> without = claims();
        without.remove(name);

        assertRejected(sign(JwsAlgorithm.ES256, without), INVALID_TOKEN);
        assertRejected(sign(JwsAlgorithm.ES256, claims(name, null)), INVALID_TOKEN);
        assertRejected(sign(JwsAlgorithm.ES256, claims(name, Map.of())), INVALID_TOKEN);
        assertRejected(sign(JwsAlgorithm.ES256, claims(name, List.of())), INVALID_TOKEN);
    }

    @Test
    void acceptsOneAudienceOfSeveral() {
        assertThat(verify(sign(JwsAlgorithm.ES256, claims("aud", List.of("other", ORIGIN)))))
                .isInstanceOf(Verified.class);
        assertRejected(sign(JwsAlgorithm.ES256, claims("aud", List.of("other"))), INVALID_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "exp, -30, TOKEN_EXPIRED",
        "exp, -3000, TOKEN_EXPIRED",
        "nbf, 31, INVALID_TOKEN",
        "iat, 31, INVALID_TOKEN"
    })
    void rejectsBeyondTheSkewOfClocks(String name, long seconds, RefusalCode code) {
        assertRejected(timed(name, seconds), code);
    }

    @ParameterizedTest
    @CsvSource({"exp, -29", "nbf, 30", "iat, 30"})
    void allowsForTheSkewOfClocks(String name, long seconds) {
        assertThat(verify(timed(name, seconds))).isInstanceOf(Verified.class);
    }

    private String timed(String name, long seconds) {
        long now = clock.instant().getEpochSecond();
        return sign(JwsAlgorithm.ES256, claims(name, now + seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1", "99999999999999999999", "253402300800"})
    void refusesAbsurdTimes(String exp) {
        String payload = JsonUtil.toJson(claims("exp", "EXP")).replace("\"EXP\"", exp);

        assertRejected(
                TestKeys.sign(KEYS.get(JwsAlgorithm.ES256), "ES256", payload, Map.of()),
                INVALID_TOKEN);
    }

    @Test
    void acceptsFractionsOfSeconds() {
        assertThat(
                        verify(
                                sign(
                                        JwsAlgorithm.ES256,
                                        claims("exp", clock.instant().getEpochSecond() + 1.5))))
                .isInstanceOf(Verified.class);
    }

    @Test
    void boundsTheAgeWhereTheSettingsDo() {
        TokenVerifier verifier =
                verifier(settings(null, Duration.ofSeconds(60)), new FixedKeys(keySet));
        Map<String, Object> withoutIat = claims();
        withoutIat.remove("iat");

        assertThat(decide(verifier, sign(JwsAlgorithm.ES256, claims())))
                .isInstanceOf(Verified.class);
        assertThat(decide(verifier, sign(JwsAlgorithm.ES256, withoutIat)))
                .isInstanceOf(Rejected.class);
        String token = sign(JwsAlgorithm.ES256, claims());
        clock.advance(Duration.ofSeconds(90));
        assertThat(decide(verifier, token))
                .isEqualTo(new Rejected(TOKEN_EXPIRED, "The token has expired"));
    }

    @Test
    void refusesABannedUser() {
        assertRejected(sign(JwsAlgorithm.ES256, claims("banned", true)), USER_BANNED);
    }

    @Test
    void looksAtABanOnlyOnceTheSignatureHolds() {
        String token = sign(JwsAlgorithm.ES256, claims("banned", true));
        int dot = token.lastIndexOf('.');

        assertRejected(token.substring(0, dot + 1) + encode(new byte[64]), INVALID_TOKEN);
    }

    @Test
    void cannotDecideWithoutKeys() {
        KeySource unknown =
                new KeySource() {
                    @Override
                    public Answer find(String keyId, JwsAlgorithm algorithm) {
                        return new Answer.Unknown(Duration.ofSeconds(10));
                    }

                    @Override
                    public boolean isCurrent(VerificationKey key) {
                        return false;
                    }
                };

        assertThat(
                        decide(
                                verifier(settings(null, null), unknown),
                                sign(JwsAlgorithm.ES256, claims())))
                .isEqualTo(
                        new Unavailable(
                                "The token's key could not be fetched", Duration.ofSeconds(10)));
    }

    @Test
    void tellsOfASignedTokenOfAnotherIssuer() {
        String token = sign(JwsAlgorithm.ES256, claims("iss", "https://a.example\nINFO forged"));
        TokenVerifier verifier = verifier(settings(null, null), new FixedKeys(keySet));
        try (LogCapture log = new LogCapture("authentication")) {
            decide(verifier, token);
            decide(verifier, token);

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING A token was rejected: iss is https://a.example?INFO forged,"
                                    + " expected "
                                    + ORIGIN
                                    + ". Set mp.jwt.verify.issuer to the issuer of Better Auth's"
                                    + " tokens");
        }
    }

    @Test
    void tellsOfASignedTokenForAnotherAudience() {
        TokenVerifier verifier = verifier(settings(null, null), new FixedKeys(keySet));
        try (LogCapture log = new LogCapture("authentication")) {
            decide(verifier, sign(JwsAlgorithm.ES256, claims("aud", "https://b.example")));

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING A token was rejected: aud is \"https://b.example\", expected"
                                    + " one of ["
                                    + ORIGIN
                                    + "]. Set mp.jwt.verify.audiences to the audience of Better"
                                    + " Auth's tokens");
        }
    }

    @Test
    void saysNothingOfWhatAnybodyCanWrite() {
        try (LogCapture log = new LogCapture("authentication")) {
            String token = sign(JwsAlgorithm.ES256, claims("iss", "https://a.example"));
            verify(token.substring(0, token.lastIndexOf('.') + 1) + encode(new byte[64]));
            verify(sign(JwsAlgorithm.ES256, claims("iss", 7)));
            Map<String, Object> withoutExp = claims("iss", "https://a.example");
            withoutExp.remove("exp");
            assertThat(verify(sign(JwsAlgorithm.ES256, withoutExp))).isInstanceOf(Rejected.class);

            assertThat(log.lines()).hasSize(1);
        }
    }

    private Authentication verify(String token) {
        return decide(verifier(settings(SECRET, null), new FixedKeys(keySet)), token);
    }

    private Rejected rejection(String token) {
        return (Rejected) verify(token);
    }

    private void assertRejected(String token, RefusalCode code) {
        var parsed = CompactJws.parse(token);
        // What does not even parse is refused before this class is asked.
        if (parsed.isPresent()) {
            assertThat(verify(token))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(code));
        } else {
            assertThat(code).isEqualTo(INVALID_TOKEN);
        }
    }

    private static Authentication decide(TokenVerifier verifier, String token) {
        return verifier.verify(token, CompactJws.parse(token).orElseThrow()).authentication();
    }

    private TokenVerifier verifier(JwtSettings settings, KeySource keys) {
        return new TokenVerifier(
                new JwsVerifier(settings, UserTokenType.NAMES, keys, clock),
                settings.profile(),
                new ClaimsMapper(new Roles(List.of("role")), settings.profile(), clock));
    }

    private static JwtSettings settings(Secret secret, Duration maxAge) {
        Set<JwsAlgorithm> algorithms = EnumSet.allOf(JwsAlgorithm.class);
        if (secret == null) {
            algorithms.remove(JwsAlgorithm.HS256);
        }
        return new JwtSettings(
                Profile.BETTER_AUTH,
                ORIGIN,
                Set.of(ORIGIN),
                algorithms,
                secret,
                "BC",
                8192,
                0,
                0,
                Duration.ofSeconds(30),
                maxAge,
                null);
    }

    private Map<String, Object> claims() {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ORIGIN);
        claims.put("aud", ORIGIN);
        claims.put("sub", "user-1");
        claims.put("iat", now);
        claims.put("exp", now + 900);
        claims.put("role", "user");
        return claims;
    }

    private Map<String, Object> claims(String name, Object value) {
        Map<String, Object> claims = claims();
        claims.put(name, value);
        return claims;
    }

    private static String sign(JwsAlgorithm algorithm, Map<String, Object> claims) {
        return sign(algorithm, claims, Map.of());
    }

    private static String sign(
            JwsAlgorithm algorithm, Map<String, Object> claims, Map<String, Object> header) {
        return TestKeys.sign(
                KEYS.get(algorithm), algorithm.label(), JsonUtil.toJson(claims), header);
    }

    private String withoutKid(PublicJsonWebKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(JsonUtil.toJson(claims()));
            jws.setAlgorithmHeaderValue("ES256");
            jws.setKey(key.getPrivateKey());
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String hmac(String secret, Map<String, Object> claims) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(JsonUtil.toJson(claims));
            jws.setAlgorithmHeaderValue("HS256");
            jws.setKey(new HmacKey(secret.getBytes(UTF_8)));
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
