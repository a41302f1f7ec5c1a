package betterauth.jakarta.introspection.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.config.SettingsException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAuthenticationTest {

    private static final String ISSUER = "https://auth.example.com/api/auth";
    private static final String NO_KEY =
            "better-auth.oauth.client-key.location must name a private key as PKCS#8 PEM or JWK, of"
                    + " type RSA with 2048 bits or more, P-256, P-521 or Ed25519: ";

    @TempDir private Path folder;

    private final MutableClock clock = new MutableClock();

    @ParameterizedTest
    @CsvSource({
        "orders,secret,orders:secret",
        "'a:b','c d','a%3Ab:c+d'",
        "https://orders.example.com,'ü+%','https%3A%2F%2Forders.example.com:%C3%BC%2B%25'"
    })
    void encodesIdAndSecretBeforeItJoinsThem(String id, String secret, String pair) {
        SecretBasic basic = new SecretBasic(id, new Secret(secret));

        String header = basic.header().orElseThrow();
        assertThat(header).startsWith("Basic ");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), UTF_8))
                .isEqualTo(pair);
        assertThat(basic.parameters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RSA,2048,RS256", "EC,secp256r1,ES256", "EC,secp521r1,ES512", "Ed25519,,EdDSA"})
    void signsAnAssertionByAKeyInPem(String type, String parameter, String algorithm)
            throws Exception {
        KeyPair pair = keyPair(type, parameter);
        PrivateKeyJwt authentication = authentication(file(pem(pair)));

        assertThat(authentication.header()).isEmpty();
        Map<String, String> form = form(authentication.parameters());
        assertThat(form)
                .containsEntry("client_id", "orders api")
                .containsEntry(
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        JsonWebSignature assertion = verified(form.get("client_assertion"), pair.getPublic());
        assertThat(assertion.getAlgorithmHeaderValue()).isEqualTo(algorithm);
        JwtClaims claims = JwtClaims.parse(assertion.getPayload());
        long now = clock.instant().getEpochSecond();
        assertThat(claims.getIssuer()).isEqualTo("orders api");
        assertThat(claims.getSubject()).isEqualTo("orders api");
        assertThat(claims.getAudience()).containsExactly(ISSUER);
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(now);
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(now + 60);
    }

    @Test
    void namesTheKeyOfAJwk() throws Exception {
        PublicJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        jwk.setKeyId("k1");

        Map<String, String> form =
                form(
                        authentication(file(jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE)))
                                .parameters());

        assertThat(verified(form.get("client_assertion"), jwk.getPublicKey()).getKeyIdHeaderValue())
                .isEqualTo("k1");
    }

    @Test
    void signsByTheAlgorithmOfAJwk() throws Exception {
        PublicJsonWebKey jwk = rsaJwk();
        jwk.setAlgorithm("PS256");

        ClientKey key =
                ClientKey.read(file(jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE)).toString());

        assertThat(key.algorithm()).isEqualTo("PS256");
        assertThat(key).hasToString("ClientKey[PS256]");
    }

    @Test
    void makesANewAssertionForEachCall() throws Exception {
        KeyPair pair = keyPair("EC", "secp256r1");
        PrivateKeyJwt authentication = authentication(file(pem(pair)));

        assertThat(
                        Stream.generate(authentication::parameters)
                                .limit(10)
                                .map(ClientAuthenticationTest::form)
                                .map(form -> id(form.get("client_assertion"), pair.getPublic()))
                                .distinct())
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"RSA,1024", "EC,secp384r1", "X25519,", "DSA,2048"})
    void rejectsAKeyByWhichBetterAuthDoesNotVerify(String type, String parameter) throws Exception {
        Path file = file(pem(keyPair(type, parameter)));

        assertThatThrownBy(() -> ClientKey.read(file.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(NO_KEY + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a secret",
                "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----",
                "{}",
                "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}",
                "{\"keys\":[]}"
            })
    void rejectsWhatIsNoPrivateKey(String text) throws Exception {
        Path file = file(text);

        assertThatThrownBy(() -> ClientKey.read(file.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(NO_KEY + file);
    }

    @Test
    void rejectsAPublicKeyAndAnAlgorithmOfAnotherType() throws Exception {
        PublicJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        Path isPublic = file(jwk.toJson(OutputControlLevel.PUBLIC_ONLY));
        assertThatThrownBy(() -> ClientKey.read(isPublic.toString())).hasMessage(NO_KEY + isPublic);

        jwk.setAlgorithm("RS256");
        Path isOther = file(jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        assertThatThrownBy(() -> ClientKey.read(isOther.toString())).hasMessage(NO_KEY + isOther);
    }

    @Test
    void neverSignsByHmacWithAnRsaKey() throws Exception {
        PublicJsonWebKey jwk = rsaJwk();
        jwk.setAlgorithm("HS256");
        Path file = file(jwk.toJson(OutputControlLevel.INCLUDE_PRIVATE));

        assertThatThrownBy(() -> ClientKey.read(file.toString())).hasMessage(NO_KEY + file);
    }

    @Test
    void rejectsAFileThatIsNotThere() {
        assertThatThrownBy(() -> ClientKey.read("no-such-key.pem"))
                .hasMessage(
                        "better-auth.oauth.client-key.location must name what exists:"
                                + " no-such-key.pem");
    }

    private PrivateKeyJwt authentication(Path file) {
        return new PrivateKeyJwt("orders api", ISSUER, ClientKey.read(file.toString()), clock);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ""), text);
    }

    private static KeyPair keyPair(String type, String parameter) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        if (parameter != null) {
            if (type.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(parameter));
            } else {
                generator.initialize(Integer.parseInt(parameter));
            }
        }
        return generator.generateKeyPair();
    }

    private static PublicJsonWebKey rsaJwk() throws Exception {
        KeyPair pair = keyPair("RSA", "2048");
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
        jwk.setPrivateKey(pair.getPrivate());
        return jwk;
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static String id(String assertion, PublicKey key) {
        try {
            return JwtClaims.parse(verified(assertion, key).getPayload()).getJwtId();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static JsonWebSignature verified(String assertion, PublicKey key) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(assertion);
        jws.setKey(key);
        assertThat(jws.verifySignature()).isTrue();
        return jws;
    }

    private static Map<String, String> form(String parameters) {
        assertThat(parameters).startsWith("&");
        Map<String, String> form = new HashMap<>();
        for (String pair : parameters.substring(1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return form;
    }
}
