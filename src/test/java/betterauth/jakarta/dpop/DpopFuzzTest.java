package betterauth.jakarta.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.FuzzInput;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.DpopSettings;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.dpop.DpopFailure.Refused;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.token.TestKeys;
import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;

/** Feeds what a fuzzer makes to what reads DPoP proofs. */
class DpopFuzzTest {

    private static final MutableClock CLOCK = new MutableClock();
    private static final BigDecimal NOW = BigDecimal.valueOf(1_795_435_200);

    /** Signed by keys whose private parts nobody has. */
    private static final Set<String> SIGNED = FuzzInput.signed(DpopFuzzTest.class, "proofs");

    private static final Set<String> CLAIMS = FuzzInput.signed(DpopFuzzTest.class, "signedProofs");

    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.EDDSA, null);

    private static final DpopProofs PROOFS =
            DpopProofs.create(
                    new DpopSettings(false, Duration.ofMinutes(1), 1024 * 1024),
                    Settings.read(
                                    new ConfigValues(
                                            key ->
                                                    key.equals("better-auth.url")
                                                            ? Optional.of("https://a.example")
                                                            : Optional.empty()))
                            .jwt(),
                    List.of(),
                    CLOCK);

    /** Bound to whatever key they name, so that the signature alone keeps them out. */
    @FuzzTest(maxDuration = "10m")
    void proofs(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            assertThat(accepts(text)).isEqualTo(SIGNED.contains(text));
        }
    }

    /** A header on the first line, with %s for the JWK, and claims on the second: truly signed. */
    @FuzzTest(maxDuration = "10m")
    void signedProofs(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            String[] lines = text.split("\n", 2);
            String header = lines[0].replace("%s", KEY.toJson(OutputControlLevel.PUBLIC_ONLY));
            String claims = lines[lines.length - 1];
            if (accepts(TestProof.sign(header, claims, KEY, JwsAlgorithm.EDDSA))) {
                assertThat(TestKeys.json(header).getString("typ")).isEqualTo("dpop+jwt");
                assertThat(TestKeys.json(header).getString("alg")).isIn("EdDSA", "Ed25519");
                assertThat(TestKeys.json(header).getJsonObject("jwk")).doesNotContainKey("d");
                assertClaims(TestKeys.json(claims));
            } else {
                assertThat(CLAIMS).doesNotContain(text);
            }
        }
    }

    @FuzzTest(maxDuration = "10m")
    void targetUris(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            TargetUri.canonical(text)
                    .ifPresent(
                            uri -> {
                                assertThat(uri)
                                        .matches("https?://[^/?#A-Z@]+/[!-~]*")
                                        .doesNotContain("?", "#", "/../", "/./");
                                assertThat(uri.length() > 4096 ? uri : canonical(uri))
                                        .isEqualTo(uri);
                            });
        }
    }

    private static String canonical(String uri) {
        return TargetUri.canonical(uri).orElseThrow();
    }

    private static void assertClaims(JsonObject claims) {
        BigDecimal issued = claims.getJsonNumber("iat").bigDecimalValue();
        assertThat(issued).isGreaterThan(NOW.subtract(BigDecimal.valueOf(60)));
        assertThat(issued).isLessThan(NOW.add(BigDecimal.valueOf(6)));
        assertThat(claims.getString("jti").length()).isBetween(1, 256);
        assertThat(claims.getString("htm")).isEqualTo("GET");
        assertThat(TargetUri.canonical(claims.getString("htu"))).contains(TestProof.URI);
        assertThat(claims.getString("ath")).isEqualTo(TestProof.hash(TestProof.TOKEN));
    }

    /** A proof that was seen before was accepted then. */
    private static boolean accepts(String proof) {
        String bound =
                CompactJws.parse(proof)
                        .flatMap(jws -> Optional.ofNullable(jws.header().jwk()))
                        .flatMap(ProofKey::of)
                        .map(ProofKey::thumbprint)
                        .orElse("");
        return PROOFS.violation(
                        new DpopRequest(List.of(proof), "GET", TestProof.URI),
                        TestProof.TOKEN,
                        bound)
                .filter(
                        failure ->
                                !(failure instanceof Refused refused
                                        && refused.detail()
                                                .equals("The DPoP proof was used before")))
                .isEmpty();
    }
}
