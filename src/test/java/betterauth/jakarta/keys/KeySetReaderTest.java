package betterauth.jakarta.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.jose.SignatureProvider;
import betterauth.jakarta.jose.VerificationKey;
import betterauth.jakarta.token.TestKeys;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetReaderTest {

    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.ES256, "one");

    @ParameterizedTest
    @MethodSource("betterauth.jakarta.token.TestKeys#asymmetric")
    void readsEachTypeOfKey(JwsAlgorithm algorithm) {
        KeySet keys = TestKeys.keySet(TestKeys.generate(algorithm, "one"));

        assertThat(keys.find("one", algorithm)).isPresent();
        assertThat(keys.find("one", JwsAlgorithm.HS256)).isEmpty();
        assertThat(keys.find("two", algorithm)).isEmpty();
    }

    @Test
    void readsEachFormOfMicroProfileJwt() throws IOException {
        String jwk = KEY.toJson(OutputControlLevel.PUBLIC_ONLY);
        String pem =
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(KEY.getPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----";

        for (String text :
                List.of(
                        jwk,
                        TestKeys.jwks(KEY),
                        base64(jwk),
                        base64(TestKeys.jwks(KEY)),
                        padded(jwk),
                        pem)) {
            assertThat(TestKeys.read(text).find("one", JwsAlgorithm.ES256)).as(text).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x y",
                "[]",
                "{",
                "{\"keys\":[]}x",
                "{\"keys\":[],\"keys\":[]}",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "<html></html>",
                "{}",
                "{\"keys\":7}",
                "{\"keys\":null,\"kty\":\"EC\"}",
                "{\"message\":\"Too many requests\"}"
            })
    void refusesWhatIsNoKeySet(String text) {
        assertThatThrownBy(() -> new KeySetReader(SignatureProvider.named("BC")).read(text))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[]}",
                "{\"keys\":[7,null,\"x\",{},{\"kty\":\"XYZ\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"one\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"kid\":\"one\"}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\",\"kid\":\"one\"}]}",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\",\"kid\":\"one\"}]}",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\",\"kid\":\"one\"}]}"
            })
    void leavesOutWhatCannotVerify(String text) {
        assertThat(TestKeys.read(text).size()).isZero();
    }

    @Test
    void leavesOutShortRsaKeys() throws Exception {
        PublicJsonWebKey key = RsaJwkGenerator.generateJwk(1024);
        key.setKeyId("one");

        assertThat(TestKeys.keySet(key).size()).isZero();
    }

    @Test
    void readsShortRsaKeysIfItIsTold() throws Exception {
        String jwks = TestKeys.jwks(RsaJwkGenerator.generateJwk(1024));

        assertThat(new KeySetReader(SignatureProvider.named("BC"), 1024).read(jwks).size()).isOne();
        assertThat(new KeySetReader(SignatureProvider.named("BC"), 1025).read(jwks).size())
                .isZero();
    }

    @Test
    void keepsAKeyToWhatItsJwkSays() {
        assertThat(fits(Map.of("use", "enc"))).isFalse();
        assertThat(fits(Map.of("key_ops", List.of("sign")))).isFalse();
        assertThat(fits(Map.of("alg", "ES512"))).isFalse();
        assertThat(fits(Map.of("alg", "none"))).isFalse();
        assertThat(fits(Map.of("use", "sig", "alg", "ES256", "key_ops", List.of("verify"))))
                .isTrue();
    }

    @Test
    void refusesMoreThan32Keys() {
        String jwk = KEY.toJson(OutputControlLevel.PUBLIC_ONLY);
        assertThat(TestKeys.read(many(jwk, 32)).size()).isEqualTo(32);
        assertThatThrownBy(
                        () -> new KeySetReader(SignatureProvider.named("BC")).read(many(jwk, 33)))
                .hasMessage("Keys are more than 32");
    }

    @Test
    void keepsTheObjectsOfKeysThatStay() {
        KeySet first = TestKeys.keySet(KEY);
        KeySet second =
                TestKeys.keySet(KEY, TestKeys.generate(JwsAlgorithm.EDDSA, "two")).keeping(first);

        VerificationKey before = first.find("one", JwsAlgorithm.ES256).orElseThrow();
        assertThat(second.contains(before)).isTrue();
        assertThat(
                        TestKeys.keySet(TestKeys.generate(JwsAlgorithm.ES256, "one"))
                                .keeping(first)
                                .contains(before))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BC", "default", "SunEC"})
    void usesTheProviderThatIsNamed(String name) throws IOException {
        KeySet keys = new KeySetReader(SignatureProvider.named(name)).read(TestKeys.jwks(KEY));
        String token = TestKeys.sign(KEY, "ES256", "{}", Map.of());

        assertThat(
                        CompactJws.parse(token)
                                .orElseThrow()
                                .isSignedBy(
                                        keys.find("one", JwsAlgorithm.ES256).orElseThrow(),
                                        JwsAlgorithm.ES256))
                .isTrue();
    }

    @Test
    void refusesAProviderThatIsNotInstalled() {
        assertThatThrownBy(() -> SignatureProvider.named("NoSuchProvider"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.jwt.provider must be BC, default or the name of an installed provider:"
                                + " NoSuchProvider");
    }

    @Test
    void registersNoProviderWithTheJvm() {
        SignatureProvider.named("BC");

        assertThat(java.security.Security.getProvider("BC")).isNull();
    }

    private static boolean fits(Map<String, Object> members) {
        return TestKeys.read(TestKeys.jwk(KEY, members))
                .find("one", JwsAlgorithm.ES256)
                .isPresent();
    }

    private static String many(String jwk, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> jwk.replace("\"one\"", "\"k" + i + "\""))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String padded(String text) {
        return Base64.getEncoder().encodeToString((text + " ").getBytes(UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
