package betterauth.jakarta.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.FuzzInput;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.jose.SignatureProvider;
import betterauth.jakarta.keys.KeySetReader;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/** Feeds what a fuzzer makes to what reads tokens and keys. */
class TokenFuzzTest {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "better-auth.url", "https://auth.example.com",
                    "better-auth.jwt.algorithms", "EdDSA,ES256,ES512,PS256,RS256,HS256",
                    "better-auth.jwt.secret", "0123456789abcdef0123456789abcdef",
                    "better-auth.jwt.cache-size", "0",
                    "mp.jwt.verify.publickey.location",
                            "classpath:/betterauth/jakarta/token/TokenFuzzTestKeys.json");

    /** Half a minute, which clocks may differ by, before the time of the test's clock. */
    private static final BigDecimal EARLIEST_END = BigDecimal.valueOf(1_795_435_170);

    /** Signed by keys whose private parts nobody has. */
    private static final Set<String> SIGNED = FuzzInput.signed(TokenFuzzTest.class, "tokens");

    private static final Set<String> CLAIMS = FuzzInput.signed(TokenFuzzTest.class, "signedTokens");

    private static final TokenAuthenticator PLAIN = authenticator(Map.of());
    private static final TokenAuthenticator ENCRYPTED =
            authenticator(Map.of("mp.jwt.decrypt.key.location", decryptionKey().toString()));
    private static final KeySetReader READER = new KeySetReader(SignatureProvider.named("BC"));

    @FuzzTest(maxDuration = "10m")
    void tokens(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            assertThat(accepts(PLAIN, text)).isEqualTo(SIGNED.contains(text));
            assertThat(accepts(ENCRYPTED, text)).isFalse();
        }
    }

    /** A header on the first line and claims on the second, signed as they are. */
    @FuzzTest(maxDuration = "10m")
    void signedTokens(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            String[] lines = text.split("\n", 2);
            String claims = lines[lines.length - 1];
            String input =
                    FuzzInput.encode(lines[0].getBytes(UTF_8))
                            + "."
                            + FuzzInput.encode(claims.getBytes(UTF_8));
            if (accepts(
                    PLAIN,
                    input
                            + "."
                            + FuzzInput.encode(
                                    FuzzInput.hmac(
                                            SETTINGS.get("better-auth.jwt.secret"), input)))) {
                assertThat(TestKeys.json(lines[0]).getString("alg")).isEqualTo("HS256");
                assertThat(TestKeys.json(claims).getString("iss"))
                        .isEqualTo("https://auth.example.com");
                assertThat(TestKeys.json(claims).getString("sub")).isNotBlank();
                assertThat(TestKeys.json(claims).getJsonNumber("exp").bigDecimalValue())
                        .isGreaterThan(EARLIEST_END);
            } else {
                assertThat(CLAIMS).doesNotContain(text);
            }
        }
    }

    @FuzzTest(maxDuration = "10m")
    void keySets(byte[] data) {
        for (String text : FuzzInput.texts(data)) {
            try {
                assertThat(READER.read(text).size()).isLessThanOrEqualTo(KeySetReader.MAXIMUM_KEYS);
            } catch (IOException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    private static TokenAuthenticator authenticator(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.putAll(more);
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
        MutableClock clock = new MutableClock();
        return TokenAuthenticator.create(
                settings,
                new ClaimsMapper(new Roles(List.of("role")), clock),
                clock,
                Runnable::run);
    }

    private static Path decryptionKey() {
        try {
            Path file = Files.createTempFile("decryption-key", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    TestKeys.generate(JwsAlgorithm.RS256, "encryption")
                            .toJson(OutputControlLevel.INCLUDE_PRIVATE));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean accepts(TokenAuthenticator authenticator, String text) {
        return authenticator.authenticate(text) instanceof Verified;
    }
}
