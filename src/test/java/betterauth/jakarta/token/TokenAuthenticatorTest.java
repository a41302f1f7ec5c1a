package betterauth.jakarta.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.CacheStatistics;
import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAuthenticatorTest {

    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.EDDSA, "one");
    private static final PublicJsonWebKey RSA = TestKeys.generate(JwsAlgorithm.RS256, "rsa");

    @TempDir private Path folder;

    private final MutableClock clock = new MutableClock();

    @Test
    void checksATokenOnceWhileItLasts() {
        TokenAuthenticator tokens = tokens(Map.of());
        String token = token();
        Authentication first = tokens.authenticate(token);
        for (int i = 0; i < 10_000; i++) {
            assertThat(tokens.authenticate(token)).isSameAs(first);
        }

        assertThat(first).isInstanceOf(Verified.class);
        assertThat(tokens.caches().get(0).statistics())
                .isEqualTo(new CacheStatistics(1, 10_000, 1, 1, 0));
    }

    @Test
    void refusesAKnownTokenOnceItExpires() {
        TokenAuthenticator tokens = tokens(Map.of());
        String token = token();
        assertThat(tokens.authenticate(token)).isInstanceOf(Verified.class);

        clock.advance(Duration.ofSeconds(929));
        assertThat(tokens.authenticate(token)).isInstanceOf(Verified.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.authenticate(token))
                .isEqualTo(new Rejected(RefusalCode.TOKEN_EXPIRED, "The token has expired"));
    }

    @Test
    void refusesARevokedTokenThoughItIsKnown() {
        AtomicReference<Instant> revokedBefore = new AtomicReference<>(Instant.MIN);
        TokenAuthenticator tokens =
                tokens(
                        (userId, issuedAt) ->
                                Optional.of(
                                        userId.equals("user-1")
                                                && issuedAt.isBefore(revokedBefore.get())));
        String token = token();
        assertThat(tokens.authenticate(token)).isInstanceOf(Verified.class);
        revokedBefore.set(clock.instant());
        assertThat(tokens.authenticate(token)).isInstanceOf(Verified.class);

        revokedBefore.set(clock.instant().plusMillis(1));

        Rejected revoked =
                new Rejected(
                        RefusalCode.TOKEN_REVOKED,
                        "The user's sessions and tokens were revoked after the token was issued");
        assertThat(tokens.authenticate(token)).isEqualTo(revoked);
        assertThat(tokens(Map.of()).authenticate(token)).isInstanceOf(Verified.class);
    }

    @Test
    void cannotDecideWhileItIsUnknownWhetherATokenWasRevoked() {
        assertThat(tokens((userId, issuedAt) -> Optional.empty()).authenticate(token()))
                .isEqualTo(
                        new Unavailable(
                                "Whether the token was revoked is unknown", Duration.ofSeconds(1)));
    }

    @Test
    void asksForNoInvalidTokenWhetherItWasRevoked() {
        TokenAuthenticator tokens =
                tokens(
                        (userId, issuedAt) -> {
                            throw new AssertionError("asked");
                        });

        assertThat(tokens.authenticate(token() + "A")).isInstanceOf(Rejected.class);
    }

    @Test
    void checksEachTimeWithoutACache() {
        TokenAuthenticator tokens = tokens(Map.of("better-auth.jwt.cache-size", "0"));
        String token = token();
        tokens.authenticate(token);
        tokens.authenticate(token);

        assertThat(tokens.caches().get(0).statistics().loads()).isEqualTo(2);
    }

    @Test
    void keepsNoRefusal() {
        TokenAuthenticator tokens = tokens(Map.of());
        String token = token();
        String tampered = token.substring(0, token.length() - 4) + "AAAA";

        assertThat(tokens.authenticate(tampered)).isInstanceOf(Rejected.class);
        assertThat(tokens.caches().get(0).statistics().size()).isZero();
    }

    @Test
    void acceptsLongerTokensIfItIsTold() {
        TokenAuthenticator tokens = tokens(Map.of("better-auth.jwt.max-length", "20000"));

        assertThat(tokens.authenticate(token("x".repeat(12_000)))).isInstanceOf(Verified.class);
        assertThat(tokens(Map.of()).authenticate(token("x".repeat(12_000))))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void saysOnceHowLongATokenWasAndWhatHelps() {
        try (LogCapture log = new LogCapture("authentication")) {
            TokenAuthenticator tokens = tokens(Map.of());
            assertThat(tokens.authenticate("x".repeat(12_345))).isInstanceOf(Rejected.class);
            assertThat(tokens.authenticate("y".repeat(23_456))).isInstanceOf(Rejected.class);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains(
                            "12345", "8192", "plugin's definePayload", "better-auth.jwt.max-length")
                    .doesNotContain("xxx");
        }
    }

    @Test
    void rejectsMoreThanEightKilobytes() {
        assertThat(tokens(Map.of()).authenticate("x".repeat(8193)))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_TOKEN,
                                "The token is longer than 8192 characters"));
        assertThat(tokens(Map.of()).authenticate("x".repeat(8192)))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_TOKEN, "The token is malformed, or encrypted"));
    }

    @Test
    void readsKeysFromAFileAndFromTheClassPath() throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), TestKeys.jwks(KEY));

        for (String location : List.of(file.toString(), file.toUri().toString())) {
            TokenAuthenticator tokens =
                    create(Map.of("mp.jwt.verify.publickey.location", location));
            assertThat(tokens.authenticate(token())).isInstanceOf(Verified.class);
        }
        TokenAuthenticator other =
                create(Map.of("mp.jwt.verify.publickey.location", "classpath:/public-key.pem"));
        assertThat(other.authenticate(token())).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mp.jwt.verify.publickey|rubbish!|mp.jwt.verify.publickey must be a PEM public key, a JWK or"
                        + " a JWKS: Keys are neither JSON nor PEM nor base64",
                "mp.jwt.verify.publickey|{\"keys\":[]}|mp.jwt.verify.publickey must contain a public key that"
                        + " can verify",
                "mp.jwt.verify.publickey.location|/no/such/file|mp.jwt.verify.publickey.location must name"
                        + " what exists: /no/such/file",
                "mp.jwt.verify.publickey.location|classpath:none|mp.jwt.verify.publickey.location must name"
                        + " what exists: classpath:none",
                "mp.jwt.verify.publickey.location|file:///no/such|mp.jwt.verify.publickey.location must be"
                        + " readable: file:///no/such",
                "mp.jwt.verify.publickey.location|http://a b|mp.jwt.verify.publickey.location must be a URL:"
                        + " http://a b",
                "mp.jwt.decrypt.key.location|classpath:/public-key.pem|mp.jwt.decrypt.key.location must be an"
                        + " RSA private key, as PKCS#8 PEM, JWK or JWKS: classpath:/public-key.pem",
                "better-auth.jwt.provider|None|better-auth.jwt.provider must be BC, default or the name of an"
                        + " installed provider: None"
            })
    void refusesToStartWithoutTheKeysThatAreNamed(String key, String value, String message) {
        assertThatThrownBy(() -> create(Map.of(key, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-OAEP", "RSA-OAEP-256"})
    void opensEncryptedTokensWhereAKeyIsConfigured(String algorithm) throws Exception {
        TokenAuthenticator tokens = decrypting(Map.of());

        assertThat(tokens.authenticate(encrypt(token(), algorithm, Map.of())))
                .isInstanceOf(Verified.class);
        assertThat(tokens.authenticate(token())).isInstanceOf(Rejected.class);
        assertThat(tokens.authenticate(encrypt("{\"sub\":\"1\"}", algorithm, Map.of())))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void keepsToTheConfiguredKeyManagementAlgorithm() throws Exception {
        TokenAuthenticator tokens =
                decrypting(Map.of("mp.jwt.decrypt.key.algorithm", "RSA-OAEP-256"));

        assertThat(tokens.authenticate(encrypt(token(), "RSA-OAEP-256", Map.of())))
                .isInstanceOf(Verified.class);
        assertThat(tokens.authenticate(encrypt(token(), "RSA-OAEP", Map.of())))
                .isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json", "at+jwt"})
    void refusesContentThatIsNotSaidToBeAToken(String contentType) throws Exception {
        TokenAuthenticator tokens = decrypting(Map.of());

        assertThat(tokens.authenticate(encrypt(token(), "RSA-OAEP", Map.of("cty", contentType))))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void readsDecryptionKeysInEachFormOfMicroProfileJwt() throws Exception {
        RSA.setKeyId("one");
        String jwk = RSA.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
        String other =
                RsaJwkGenerator.generateJwk(2048)
                        .toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
        String jwks = "{\"keys\":[" + other + "," + jwk + "]}";
        String token = encrypt(token(), "RSA-OAEP-256", Map.of("kid", "one"));

        for (String text : List.of(jwk, jwks, encode(jwk), encode(jwks))) {
            assertThat(decrypting(text, Map.of()).authenticate(token)).isInstanceOf(Verified.class);
        }
        for (String kid : List.of("two", "")) {
            assertThat(
                            decrypting(jwks, Map.of())
                                    .authenticate(encrypt(token(), "RSA-OAEP", Map.of("kid", kid))))
                    .isInstanceOf(Rejected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":7}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void refusesToStartWithoutAPrivateKey(String text) {
        assertThatThrownBy(() -> decrypting(text, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("mp.jwt.decrypt.key.location must be an RSA private key");
    }

    @Test
    void refusesCompressedContent() throws Exception {
        assertThat(
                        decrypting(Map.of())
                                .authenticate(
                                        encrypt(token(), "RSA-OAEP-256", Map.of("zip", "DEF"))))
                .isInstanceOf(Rejected.class);
    }

    /** The tag's 16 bytes leave four bits of its last digit unused. */
    @Test
    void rejectsAnEncryptedTokenThatIsNotCanonical() throws Exception {
        String token = encrypt(token(), "RSA-OAEP-256", Map.of());
        TokenAuthenticator decrypting = decrypting(Map.of());
        assertThat(decrypting.authenticate(token)).isInstanceOf(Verified.class);

        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = digits.charAt(digits.indexOf(token.charAt(token.length() - 1)) + 1);

        assertThat(decrypting.authenticate(token.substring(0, token.length() - 1) + last))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void refusesEncryptedTokensWithoutAKey() throws Exception {
        assertThat(tokens(Map.of()).authenticate(encrypt(token(), "RSA-OAEP-256", Map.of())))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_TOKEN, "The token is malformed, or encrypted"));
    }

    private TokenAuthenticator decrypting(Map<String, String> settings) throws IOException {
        String pem =
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(RSA.getPrivateKey().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
        return decrypting(pem, settings);
    }

    private TokenAuthenticator decrypting(String key, Map<String, String> settings)
            throws IOException {
        Path file = Files.writeString(folder.resolve("private.key"), key);
        Map<String, String> all = new HashMap<>(settings);
        all.put("mp.jwt.decrypt.key.location", file.toString());
        return tokens(all);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static String encrypt(String payload, String algorithm, Map<String, Object> header)
            throws JoseException {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setPayload(payload);
        jwe.setAlgorithmHeaderValue(algorithm);
        jwe.setEncryptionMethodHeaderParameter("A256GCM");
        jwe.setContentTypeHeaderValue("JWT");
        header.forEach(jwe.getHeaders()::setObjectHeaderValue);
        jwe.setKey(RSA.getPublicKey());
        return jwe.getCompactSerialization();
    }

    private TokenAuthenticator tokens(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("mp.jwt.verify.publickey", TestKeys.jwks(KEY));
        return create(all);
    }

    private TokenAuthenticator create(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "https://auth.example.com");
        return TokenAuthenticator.create(
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key)))),
                new ClaimsMapper(new Roles(List.of("role")), clock),
                clock,
                Runnable::run);
    }

    private TokenAuthenticator tokens(Revocations revocations) {
        Map<String, String> all =
                Map.of(
                        "better-auth.url",
                        "https://auth.example.com",
                        "mp.jwt.verify.publickey",
                        TestKeys.jwks(KEY));
        return TokenAuthenticator.create(
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key)))),
                new ClaimsMapper(new Roles(List.of("role")), clock),
                clock,
                Runnable::run,
                revocations);
    }

    private String token() {
        return token("");
    }

    private String token(String image) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims =
                Map.of(
                        "image",
                        image,
                        "iss",
                        "https://auth.example.com",
                        "aud",
                        "https://auth.example.com",
                        "sub",
                        "user-1",
                        "iat",
                        now,
                        "exp",
                        now + 900);
        return TestKeys.sign(KEY, "EdDSA", JsonUtil.toJson(claims), Map.of());
    }
}
