package betterauth.jakarta.dpop;

import static betterauth.jakarta.dpop.DpopError.INVALID_DPOP_PROOF;
import static betterauth.jakarta.dpop.DpopError.INVALID_TOKEN;
import static betterauth.jakarta.dpop.DpopError.USE_DPOP_NONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.FuzzInput;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.DpopSettings;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.dpop.DpopFailure.Refused;
import betterauth.jakarta.dpop.DpopFailure.Unavailable;
import betterauth.jakarta.token.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopProofsTest {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final Map<JwsAlgorithm, PublicJsonWebKey> KEYS =
            new EnumMap<>(JwsAlgorithm.class);

    private final MutableClock clock = new MutableClock();
    private final DpopProofs proofs = proofs(false, List.of());

    @BeforeAll
    static void makeKeys() {
        for (JwsAlgorithm algorithm : TestKeys.asymmetric()) {
            KEYS.put(algorithm, TestKeys.generate(algorithm, null));
        }
    }

    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void acceptsEachAlgorithm(JwsAlgorithm algorithm) {
        assertThat(check(proof(algorithm).sign(), algorithm)).isEmpty();
    }

    @Test
    void acceptsTheOtherNameOfEddsa() {
        assertThat(
                        check(
                                proof(JwsAlgorithm.EDDSA).header("alg", "Ed25519").sign(),
                                JwsAlgorithm.EDDSA))
                .isEmpty();
    }

    @Test
    void acceptsAKeyAsBrowsersExportIt() {
        Map<String, Object> jwk = jwk(Map.of("ext", true, "key_ops", List.of("verify")));

        assertThat(check(proof().header("jwk", jwk).sign())).isEmpty();
    }

    @Test
    void acceptsFurtherClaimsAndHeaders() {
        assertThat(
                        check(
                                proof().header("kid", "one")
                                        .claim("nonce", "of another server")
                                        .claim("exp", clock.instant().getEpochSecond() + 1)
                                        .claim("nbf", clock.instant().getEpochSecond())
                                        .claim("client", "mobile")
                                        .sign()))
                .isEmpty();
    }

    /** RFC 9449, section 4.3, point 1. */
    @Test
    void refusesARequestWithoutAProofOrWithTwo() {
        assertInvalid(check(List.of()), "The access token needs a DPoP proof");
        assertInvalid(
                check(List.of(proof().sign(), proof().claim("jti", "other").sign())),
                "The request has more than one DPoP header");
    }

    /** Point 2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "x", "..", "a.b.c", "%s,%s", "%s, %s", "%s ", " %s", "%s.", "%s=",
                "%s.x.y", "\"%s\""
            })
    void refusesWhatIsNoSingleToken(String form) {
        assertInvalid(check(form.replace("%s", proof().sign())), "The DPoP proof is malformed");
    }

    @Test
    void refusesLongProofs() {
        String proof = proof().claim("x", "y".repeat(8192)).sign();

        assertInvalid(check(proof), "The DPoP proof is longer than 8192 characters");
    }

    @Test
    void refusesDuplicateMembersAndDeepNesting() {
        String header =
                JsonUtil.toJson(
                        Map.of(
                                "typ", "dpop+jwt",
                                "alg", "ES256",
                                "jwk", TestProof.jwk(key())));
        String claims =
                "{\"jti\":\"1\",\"htm\":\"GET\",\"htu\":\"%s\",\"iat\":%d,\"ath\":\"%s\"%%s}"
                        .formatted(
                                TestProof.URI,
                                clock.instant().getEpochSecond(),
                                TestProof.hash(TestProof.TOKEN));

        assertThat(check(sign(header, claims.formatted("")))).isEmpty();
        for (String more :
                List.of(
                        ",\"jti\":\"2\"",
                        ",\"x\":" + "[".repeat(64) + "]".repeat(64),
                        ",\"x\":1e",
                        ",")) {
            assertInvalid(
                    check(sign(header, claims.formatted(more))), "The DPoP proof is malformed");
        }
        assertInvalid(
                check(sign(header.replace("{\"", "{\"typ\":\"dpop+jwt\",\""), claims)),
                "The DPoP proof is malformed");
    }

    /** Point 3, and the claims that have the wrong type. */
    @ParameterizedTest
    @CsvSource({
        "jti, The DPoP proof has no usable jti",
        "htm, The DPoP proof's htm is not the request's method",
        "htu, The DPoP proof's htu is not the request's URI",
        "iat, The DPoP proof has no usable iat",
        "ath, The DPoP proof's ath is not the access token's hash"
    })
    void refusesAMissingClaimOrOneOfAnotherType(String name, String detail) {
        for (Object value : new Object[] {null, "", true, List.of("x"), Map.of("x", "y")}) {
            assertInvalid(check(proof().claim(name, value).sign()), detail);
        }
        assertInvalid(
                check(proof().claim(name, name.equals("iat") ? "1795435200" : (Object) 7).sign()),
                detail);
    }

    @Test
    void refusesALongId() {
        assertThat(check(proof().claim("jti", "x".repeat(256)).sign())).isEmpty();
        assertInvalid(
                check(proof().claim("jti", "x".repeat(257)).sign()),
                "The DPoP proof has no usable jti");
    }

    /** Point 4. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "JWT",
                "at+jwt",
                "DPOP+JWT",
                "dpop+jwt ",
                "application/dpop+jwt",
                "logout+jwt"
            })
    void refusesOtherTypes(String type) {
        assertInvalid(
                check(proof().header("typ", type).sign()), "The DPoP proof's typ is not dpop+jwt");
    }

    @Test
    void refusesAProofWithoutTypeOrAlgorithm() {
        assertInvalid(
                check(proof().header("typ", null).sign()), "The DPoP proof's typ is not dpop+jwt");
        assertInvalid(check(proof().header("typ", 7).sign()), "The DPoP proof is malformed");
        assertInvalid(check(proof().header("alg", null).sign()), "The DPoP proof is malformed");
    }

    /** Point 5. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "none", "None", "NONE", "", "HS256", "HS512", "ES384", "ES256K", "es256", "RSA1_5",
                "Ed448", "dir"
            })
    void refusesAnyOtherAlgorithm(String name) {
        assertInvalid(
                check(proof().header("alg", name).sign()), "The DPoP proof's alg is not allowed");
    }

    @Test
    void refusesAnHmacEvenWhereTokensMayHaveOne() {
        String header =
                JsonUtil.toJson(
                        Map.of(
                                "typ", "dpop+jwt",
                                "alg", "HS256",
                                "jwk", Map.of("kty", "oct", "k", "c2VjcmV0")));
        String input = FuzzInput.encode(header.getBytes(StandardCharsets.UTF_8)) + ".e30";

        assertInvalid(
                check(input + "." + FuzzInput.encode(FuzzInput.hmac("secret", input))),
                "The DPoP proof's alg is not allowed");
    }

    @Test
    void refusesAnAlgorithmThatTheSettingsLeaveOut() {
        DpopProofs others =
                DpopProofs.create(
                        new DpopSettings(false, Duration.ofMinutes(1), MEBIBYTE),
                        settings(Map.of("better-auth.jwt.algorithms", "EdDSA,RS256")).jwt(),
                        List.of(),
                        clock);

        assertInvalid(
                others.violation(
                        request(List.of(proof().sign())),
                        TestProof.TOKEN,
                        TestProof.thumbprint(key())),
                "The DPoP proof's alg is not allowed");
        assertThat(others.algorithms()).isEqualTo("EdDSA Ed25519 RS256");
    }

    @Test
    void namesItsAlgorithms() {
        assertThat(proofs.algorithms()).isEqualTo("EdDSA Ed25519 ES256 ES512 PS256 RS256");
    }

    @Test
    void refusesExtensionsAndUnencodedPayloads() {
        assertInvalid(
                check(proof().header("crit", List.of("exp")).sign()),
                "The DPoP proof's crit is not understood");
        assertInvalid(
                check(proof().header("b64", false).sign()),
                "The DPoP proof's crit is not understood");
    }

    /** Point 6. */
    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void refusesEachAlgorithmWithAnyBitOfTheSignatureTurned(JwsAlgorithm algorithm) {
        String proof = proof(algorithm).sign();
        int dot = proof.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(proof.substring(dot + 1));
        for (int bit = 0; bit < signature.length * 8; bit += 37) {
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
            assertInvalid(
                    check(proof.substring(0, dot + 1) + FuzzInput.encode(signature), algorithm),
                    "The DPoP proof's signature is invalid");
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        assertThat(check(proof, algorithm)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void refusesZeroEmptyShortAndLongSignatures(JwsAlgorithm algorithm) {
        String proof = proof(algorithm).sign();
        int dot = proof.lastIndexOf('.');
        int length = Base64.getUrlDecoder().decode(proof.substring(dot + 1)).length;
        for (int bytes : new int[] {1, length / 2, length - 1, length, length + 1}) {
            assertInvalid(
                    check(
                            proof.substring(0, dot + 1) + FuzzInput.encode(new byte[bytes]),
                            algorithm),
                    "The DPoP proof's signature is invalid");
        }
        assertInvalid(check(proof.substring(0, dot + 1), algorithm), "The DPoP proof is malformed");
    }

    /** Header, claims, signature, the dots between them. */
    @Test
    void refusesAProofWithAnyBitTurned() {
        String proof = proof(JwsAlgorithm.EDDSA).sign();
        List<String> turned = new ArrayList<>();
        for (int i = 0; i < proof.length(); i++) {
            for (int bit = 0; bit < Byte.SIZE; bit += 3) {
                char letter = (char) (proof.charAt(i) ^ 1 << bit);
                turned.add(proof.substring(0, i) + letter + proof.substring(i + 1));
            }
        }

        assertThat(turned)
                .allSatisfy(
                        other ->
                                assertThat(check(other, JwsAlgorithm.EDDSA))
                                        .containsInstanceOf(Refused.class));
        assertThat(check(proof, JwsAlgorithm.EDDSA)).isEmpty();
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        PublicJsonWebKey other = TestKeys.generate(JwsAlgorithm.ES256, null);
        String proof =
                TestProof.of(other, JwsAlgorithm.ES256, clock.instant())
                        .header("jwk", TestProof.jwk(key()))
                        .sign();

        assertInvalid(check(proof), "The DPoP proof's signature is invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "EDDSA, ES256",
        "ES256, RS256",
        "RS256, EDDSA",
        "PS256, ES512",
        "ES512, ES256",
        "ES256, ES512",
        "RS256, PS256"
    })
    void refusesAnAlgorithmThatDoesNotFitTheKey(JwsAlgorithm key, JwsAlgorithm named) {
        assertInvalid(
                check(proof(key).header("alg", named.label()).sign(), key),
                "The DPoP proof's signature is invalid");
    }

    @Test
    void keepsAKeyToWhatItsJwkSays() {
        for (Map<String, Object> members :
                List.of(
                        Map.<String, Object>of("use", "enc"),
                        Map.<String, Object>of("use", 7),
                        Map.<String, Object>of("key_ops", List.of("sign")),
                        Map.<String, Object>of("key_ops", "verify"),
                        Map.<String, Object>of("alg", "ES512"),
                        Map.<String, Object>of("alg", "none"),
                        Map.<String, Object>of("alg", true))) {
            assertInvalid(
                    check(proof().header("jwk", jwk(members)).sign()),
                    "The DPoP proof's jwk is not for its alg");
        }
        assertThat(check(proof().header("jwk", jwk(Map.of("alg", "ES256", "use", "sig"))).sign()))
                .isEmpty();
    }

    /** Point 7. */
    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void refusesAPrivateKey(JwsAlgorithm algorithm) {
        Map<String, Object> pair = KEYS.get(algorithm).toParams(OutputControlLevel.INCLUDE_PRIVATE);

        assertInvalid(
                check(proof(algorithm).header("jwk", pair).sign(), algorithm),
                "The DPoP proof's jwk contains a private key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void refusesEachMemberOfAPrivateKey(String name) {
        assertInvalid(
                check(proof().header("jwk", jwk(Map.of(name, ""))).sign()),
                "The DPoP proof's jwk contains a private key");
    }

    @Test
    void refusesAJwkThatIsMissingOrNoObject() {
        for (Object jwk :
                new Object[] {null, "x", 7, true, List.of(TestProof.jwk(key())), List.of()}) {
            assertInvalid(check(proof().header("jwk", jwk).sign()), "The DPoP proof has no jwk");
        }
        assertInvalid(
                check(proof().header("jwk", null).header("jku", "https://evil.example").sign()),
                "The DPoP proof has no jwk");
    }

    static Stream<Map<String, Object>> unusableKeys() {
        return Stream.of(
                Map.of(),
                Map.of("kty", 7),
                Map.of("kty", "oct"),
                Map.of("kty", "EC"),
                Map.of("kty", "ec", "crv", "P-256", "x", "AA", "y", "AA"),
                Map.of("kty", "EC", "crv", "P-256", "x", "AA", "y", "AA"),
                Map.of("kty", "EC", "crv", "P-256", "x", "", "y", ""),
                Map.of("kty", "EC", "crv", "P-256", "x", List.of("AA"), "y", Map.of()),
                Map.of("kty", "EC", "crv", "P-256", "x", "A\",\"y", "y", "AA"),
                Map.of("kty", "EC", "crv", "P-999", "x", "AA", "y", "AA"),
                Map.of("kty", "EC", "crv", "P-256", "x", "A".repeat(43), "y", "A".repeat(43)),
                Map.of("kty", "EC", "crv", "P-256", "x", "A".repeat(684), "y", "AA"),
                Map.of("kty", "OKP", "crv", "Ed25519", "x", "AA"),
                Map.of("kty", "OKP", "crv", "X25519", "x", "A".repeat(43)),
                Map.of("kty", "OKP", "crv", "Ed448", "x", "A".repeat(76)),
                Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB"),
                Map.of("kty", "RSA", "n", "A".repeat(343), "e", "AQAB"),
                Map.of("kty", "RSA", "n", "_".repeat(684), "e", "AQAB"),
                Map.of("kty", "RSA", "n", "_".repeat(342), "e", "AQABAQAB"),
                Map.of("kty", "RSA", "n", "_".repeat(342), "e", ""));
    }

    /** The token is bound to just that key: who registers such a key must not get through. */
    @ParameterizedTest
    @MethodSource("unusableKeys")
    void refusesAnUnusableKey(Map<String, Object> jwk) {
        String proof = proof().header("jwk", jwk).sign();
        String bound =
                ProofKey.of(TestKeys.json(JsonUtil.toJson(jwk)))
                        .map(ProofKey::thumbprint)
                        .orElse("none");

        assertInvalid(
                proofs.violation(request(List.of(proof)), TestProof.TOKEN, bound),
                "The DPoP proof's jwk is not a usable public key");
    }

    @Test
    void refusesShortRsaKeys() throws JoseException {
        PublicJsonWebKey key = RsaJwkGenerator.generateJwk(1024);
        String proof = TestProof.of(key, JwsAlgorithm.RS256, clock.instant()).sign();

        assertInvalid(
                proofs.violation(
                        request(List.of(proof)), TestProof.TOKEN, TestProof.thumbprint(key)),
                "The DPoP proof's jwk is not a usable public key");
    }

    /** Point 8. */
    @ParameterizedTest
    @ValueSource(strings = {"POST", "get", "GET ", "HEAD", "GET,POST"})
    void refusesAnotherMethod(String method) {
        assertInvalid(
                check(proof().claim("htm", method).sign()),
                "The DPoP proof's htm is not the request's method");
    }

    /** Point 9. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/app/orders",
                "https://api.example.com/app/order",
                "https://api.example.com/app/orders/",
                "https://api.example.com/app/Orders",
                "https://api.example.com:8443/app/orders",
                "https://api.example.com.evil.example/app/orders",
                "https://user@api.example.com/app/orders",
                "https://api.example.com\\@evil.example/app/orders",
                "https://api.example.com/app%2Forders",
                "//api.example.com/app/orders",
                "/app/orders",
                "*"
            })
    void refusesAnotherUri(String uri) {
        assertInvalid(
                check(proof().claim("htu", uri).sign()),
                "The DPoP proof's htu is not the request's URI");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTPS://API.EXAMPLE.COM/app/orders",
                "https://api.example.com:443/app/orders",
                "https://api.example.com/app/orders?page=2",
                "https://api.example.com/app/orders#top",
                "https://api.example.com/x/../app/./%6Frders"
            })
    void acceptsAnEquivalentUri(String uri) {
        assertThat(check(proof().claim("htu", uri).sign())).isEmpty();
    }

    @Test
    void refusesAProofWhereTheRequestsUriIsUnknown() {
        assertInvalid(
                proofs.violation(
                        new DpopRequest(List.of(proof().claim("htu", "x").sign()), "GET", "x"),
                        TestProof.TOKEN,
                        TestProof.thumbprint(key())),
                "The DPoP proof's htu is not the request's URI");
    }

    /** Point 10. */
    @Test
    void asksForANonceOnceNoncesAreSet() {
        DpopProofs asking = proofs(true, List.of());
        String proof = proof().sign();

        Refused refused = refused(check(asking, proof));
        assertThat(refused.error()).isEqualTo(USE_DPOP_NONCE);
        assertThat(refused.error().code()).isEqualTo("use_dpop_nonce");
        assertThat(refused.nonce()).isEqualTo(asking.nonce().orElseThrow());
        assertThat(check(asking, proof().claim("nonce", refused.nonce()).sign())).isEmpty();
    }

    @Test
    void refusesANonceOfAnotherServerAndOneThatIsOld() {
        DpopProofs asking = proofs(true, List.of());
        String nonce = asking.nonce().orElseThrow();
        String other = proofs(true, List.of()).nonce().orElseThrow();

        for (Object wrong : new Object[] {other, "", 7, nonce + "x", List.of(nonce)}) {
            assertThat(refused(check(asking, proof().claim("nonce", wrong).sign())).error())
                    .isEqualTo(USE_DPOP_NONCE);
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(check(asking, proof().claim("jti", "2").claim("nonce", nonce).sign())).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(
                        refused(
                                        check(
                                                asking,
                                                proof().claim("jti", "3")
                                                        .claim("nonce", nonce)
                                                        .sign()))
                                .nonce())
                .isEqualTo(asking.nonce().orElseThrow())
                .isNotEqualTo(nonce);
    }

    @Test
    void acceptsANonceOfANodeWithTheSameSecret() {
        List<Secret> secrets = List.of(new Secret("0123456789abcdef0123456789abcdef"));
        String nonce = proofs(true, secrets).nonce().orElseThrow();

        assertThat(check(proofs(true, secrets), proof().claim("nonce", nonce).sign())).isEmpty();
        assertThat(proofs(false, secrets).nonce()).isEmpty();
    }

    /** Point 11. */
    @ParameterizedTest
    @CsvSource({
        "-61, The DPoP proof is too old",
        "-60, The DPoP proof is too old",
        "6, The DPoP proof was made in the future",
        "3600, The DPoP proof was made in the future",
        "-3600, The DPoP proof is too old"
    })
    void refusesAProofOfAnotherTime(long seconds, String detail) {
        assertInvalid(
                check(proof().claim("iat", clock.instant().getEpochSecond() + seconds).sign()),
                detail);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-59, -1.5, 0, 0.25, 5})
    void acceptsAProofOfAboutNow(double seconds) {
        assertThat(check(proof().claim("iat", clock.instant().getEpochSecond() + seconds).sign()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e400", "1e99999999999", "253402300800", "99999999999999999999"})
    void refusesAbsurdTimes(String time) {
        String proof = proof().claim("iat", 4711).sign();
        String header = decode(proof.split("\\.", -1)[0]);
        String claims = decode(proof.split("\\.", -1)[1]);

        assertThat(check(sign(header, claims.replace("4711", time))))
                .containsInstanceOf(Refused.class);
    }

    @Test
    void honoursOtherTimesIfTheProofHasThem() {
        long now = clock.instant().getEpochSecond();

        assertInvalid(check(proof().claim("exp", now).sign()), "The DPoP proof is too old");
        assertInvalid(
                check(proof().claim("nbf", now + 6).sign()),
                "The DPoP proof was made in the future");
        assertInvalid(
                check(proof().claim("exp", "soon").sign()),
                "The DPoP proof's nbf or exp is not a time");
        assertInvalid(
                check(proof().claim("nbf", -1).sign()),
                "The DPoP proof's nbf or exp is not a time");
    }

    /** Point 12, the token. */
    @Test
    void refusesTheProofForAnotherToken() {
        assertInvalid(
                check(proof().claim("ath", TestProof.hash("other")).sign()),
                "The DPoP proof's ath is not the access token's hash");
        assertInvalid(
                check(proof().claim("ath", TestProof.hash(TestProof.TOKEN) + "=").sign()),
                "The DPoP proof's ath is not the access token's hash");
    }

    /** Point 12, the key. */
    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void refusesATokenThatIsBoundToAnotherKey(JwsAlgorithm algorithm) {
        PublicJsonWebKey other = TestKeys.generate(algorithm, null);

        Refused refused =
                refused(
                        proofs.violation(
                                request(List.of(proof(algorithm).sign())),
                                TestProof.TOKEN,
                                TestProof.thumbprint(other)));
        assertThat(refused)
                .isEqualTo(
                        new Refused(
                                INVALID_TOKEN, "The access token is bound to another key", null));
        assertThat(INVALID_TOKEN.code()).isEqualTo("invalid_token");
    }

    @Test
    void refusesAProofThatWasUsedBefore() {
        String proof = proof().sign();

        assertThat(check(proof)).isEmpty();
        assertInvalid(check(proof), "The DPoP proof was used before");
        clock.advance(Duration.ofSeconds(59));
        assertInvalid(check(proof), "The DPoP proof was used before");
        clock.advance(Duration.ofSeconds(1));
        assertInvalid(check(proof), "The DPoP proof is too old");
    }

    @Test
    void refusesAnIdThatItsKeyUsedBeforeWhateverElseDiffers() {
        assertThat(check(proof().sign())).isEmpty();

        String second =
                proof().claim("iat", clock.instant().getEpochSecond() + 1)
                        .claim("htu", TestProof.URI + "?again")
                        .sign();
        assertInvalid(check(second), "The DPoP proof was used before");
        assertThat(check(proof(JwsAlgorithm.EDDSA).sign(), JwsAlgorithm.EDDSA)).isEmpty();
    }

    /** Else whoever sees a proof on its way could use it up before its sender. */
    @Test
    void usesUpNoIdByAnInvalidProof() {
        String proof = proof().sign();
        String[] parts = proof.split("\\.", -1);
        String forged = parts[0] + "." + parts[1] + "." + FuzzInput.encode(new byte[64]);

        assertInvalid(check(forged), "The DPoP proof's signature is invalid");
        assertThat(check(proof)).isEmpty();
    }

    @Test
    void checksTheSignatureLast() {
        String proof = proof().claim("iat", clock.instant().getEpochSecond() - 60).sign() + "AAAA";

        assertInvalid(check(proof), "The DPoP proof is too old");
    }

    @Test
    void usesTheProviderOfTokens() {
        DpopSettings settings = new DpopSettings(false, Duration.ofMinutes(1), MEBIBYTE);

        assertThatThrownBy(
                        () ->
                                DpopProofs.create(
                                        settings,
                                        settings(Map.of("better-auth.jwt.provider", "NoSuch"))
                                                .jwt(),
                                        List.of(),
                                        clock))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void cannotDecideWithoutRoomToRememberAProof() {
        DpopProofs small =
                DpopProofs.create(
                        new DpopSettings(false, Duration.ofMinutes(1), 4 * 256),
                        settings(Map.of()).jwt(),
                        List.of(),
                        clock);
        for (int i = 0; i < 2; i++) {
            assertThat(check(small, proof().claim("jti", "id" + i).sign())).isEmpty();
        }
        clock.advance(Duration.ofSeconds(20));

        assertThat(check(small, proof().claim("jti", "id2").sign()))
                .contains(
                        new Unavailable(
                                "Too many DPoP proofs were used lately", Duration.ofSeconds(40)));
        clock.advance(Duration.ofSeconds(40));
        assertThat(check(small, proof().claim("jti", "id2").sign())).isEmpty();
    }

    @Test
    void printsNoProof() {
        assertThat(request(List.of("secret")))
                .hasToString("DpopRequest[GET " + TestProof.URI + "]");
    }

    private DpopProofs proofs(boolean nonce, List<Secret> secrets) {
        return DpopProofs.create(
                new DpopSettings(nonce, Duration.ofMinutes(1), MEBIBYTE),
                settings(Map.of("better-auth.jwt.secret", "0123456789abcdef0123456789abcdef"))
                        .jwt(),
                secrets,
                clock);
    }

    private static Settings settings(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.put("better-auth.url", "https://auth.example.com");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
    }

    private static PublicJsonWebKey key() {
        return KEYS.get(JwsAlgorithm.ES256);
    }

    private TestProof proof() {
        return proof(JwsAlgorithm.ES256);
    }

    private TestProof proof(JwsAlgorithm algorithm) {
        return TestProof.of(KEYS.get(algorithm), algorithm, clock.instant());
    }

    private static String sign(String header, String claims) {
        return TestProof.sign(header, claims, key(), JwsAlgorithm.ES256);
    }

    private static Map<String, Object> jwk(Map<String, Object> more) {
        Map<String, Object> jwk = TestProof.jwk(key());
        jwk.putAll(more);
        return jwk;
    }

    private static DpopRequest request(List<String> proofs) {
        return new DpopRequest(proofs, "GET", TestProof.URI);
    }

    private Optional<DpopFailure> check(String proof) {
        return check(List.of(proof));
    }

    private Optional<DpopFailure> check(List<String> presented) {
        return proofs.violation(request(presented), TestProof.TOKEN, TestProof.thumbprint(key()));
    }

    private Optional<DpopFailure> check(String proof, JwsAlgorithm algorithm) {
        return proofs.violation(
                request(List.of(proof)),
                TestProof.TOKEN,
                TestProof.thumbprint(KEYS.get(algorithm)));
    }

    private static Optional<DpopFailure> check(DpopProofs proofs, String proof) {
        return proofs.violation(
                request(List.of(proof)), TestProof.TOKEN, TestProof.thumbprint(key()));
    }

    private static Refused refused(Optional<DpopFailure> failure) {
        assertThat(failure).containsInstanceOf(Refused.class);
        return (Refused) failure.orElseThrow();
    }

    private static void assertInvalid(Optional<DpopFailure> failure, String detail) {
        assertThat(failure).contains(new Refused(INVALID_DPOP_PROOF, detail, null));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
