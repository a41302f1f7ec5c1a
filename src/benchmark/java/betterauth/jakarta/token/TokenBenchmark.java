package betterauth.jakarta.token;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.jose.RawSignature;
import betterauth.jakarta.jose.SignatureProvider;
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole check of a token, known (warm) and unknown (cold), beside its signature alone (raw).
 *
 * <p>Each takes a number of tokens in turn: of a single one, the processor learns which way the
 * branches of its signature's arithmetic go.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TokenBenchmark {

    private static final String SECRET = "benchmark-secret-0123456789-abcdef";
    private static final String ORIGIN = "https://auth.example.com";

    @Param({"EDDSA", "ES256", "ES512", "PS256", "RS256", "HS256"})
    JwsAlgorithm algorithm;

    @Param({"BC", "default", "AmazonCorrettoCryptoProvider"})
    String provider;

    private final Samples samples = new Samples();
    private TokenAuthenticator cold;
    private TokenAuthenticator warm;
    private SignatureProvider signatures;
    private PublicKey key;

    @Setup
    public void prepare() throws GeneralSecurityException {
        if (provider.equals(AmazonCorrettoCryptoProvider.PROVIDER_NAME)) {
            Security.addProvider(AmazonCorrettoCryptoProvider.INSTANCE);
        }
        signatures = SignatureProvider.named(provider);
        JwsAlgorithm pair = algorithm == JwsAlgorithm.HS256 ? JwsAlgorithm.ES256 : algorithm;
        PublicJsonWebKey jwk = TestKeys.generate(pair, "one");
        for (int user = 0; user < Samples.COUNT; user++) {
            String claims = claims(user);
            samples.add(
                    algorithm == JwsAlgorithm.HS256
                            ? hmac(claims)
                            : TestKeys.sign(jwk, algorithm.label(), claims, Map.of()));
        }
        cold = authenticator(jwk, "0");
        warm = authenticator(jwk, "10000");
        byte[] encoded = jwk.getPublicKey().getEncoded();
        KeyFactory factory =
                signatures.keyFactory(
                        jwk.getKeyType().equals("OKP") ? "Ed25519" : jwk.getKeyType());
        key = factory.generatePublic(new X509EncodedKeySpec(encoded));
        if (!(cold() instanceof Verified) || !raw()) {
            throw new IllegalStateException("Benchmark's token is refused");
        }
    }

    @Benchmark
    public boolean raw() throws GeneralSecurityException {
        Sample sample = samples.next();
        if (algorithm == JwsAlgorithm.HS256) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return java.security.MessageDigest.isEqual(
                    mac.doFinal(sample.input()), sample.signature());
        }
        Signature check = RawSignature.of(algorithm, signatures);
        check.initVerify(key);
        check.update(sample.input());
        return check.verify(sample.signature());
    }

    @Benchmark
    public Authentication cold() {
        return cold.authenticate(samples.next().token());
    }

    @Benchmark
    public Authentication warm() {
        return warm.authenticate(samples.next().token());
    }

    private TokenAuthenticator authenticator(PublicJsonWebKey jwk, String cacheSize) {
        Map<String, String> settings = new HashMap<>();
        settings.put("better-auth.url", ORIGIN);
        settings.put("better-auth.jwt.provider", provider);
        settings.put("better-auth.jwt.cache-size", cacheSize);
        settings.put("better-auth.jwt.secret", SECRET);
        settings.put("mp.jwt.verify.publickey", TestKeys.jwks(jwk));
        Clock clock = Clock.systemUTC();
        return TokenAuthenticator.create(
                Settings.read(new ConfigValues(key -> Optional.ofNullable(settings.get(key)))),
                new ClaimsMapper(new Roles(List.of("groups", "role")), clock),
                clock,
                Runnable::run);
    }

    /** The payload of Better Auth's default token. */
    private static String claims(int user) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        return ("{\"iat\":%2$d,\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\",\"emailVerified\":false,"
                        + "\"image\":null,\"createdAt\":\"2026-11-23T11:13:29.547Z\","
                        + "\"updatedAt\":\"2026-11-23T11:13:29.560Z\",\"role\":\"user\",\"banned\":false,"
                        + "\"banReason\":null,\"banExpires\":null,\"softwareBackground\":\"Advanced\","
                        + "\"hardwareBackground\":\"Microcontrollers\",\"interestArea\":\"Robotics\","
                        + "\"id\":\"hULocwZT3mBCOecDhOSc9T390Jq%1$05d\","
                        + "\"sub\":\"hULocwZT3mBCOecDhOSc9T390Jq%1$05d\",\"exp\":%3$d,\"iss\":\"%4$s\",\"aud\":\"%4$s\"}")
                .formatted(user, now, now + 36_000, ORIGIN);
    }

    private static String hmac(String claims) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(claims);
            jws.setAlgorithmHeaderValue("HS256");
            jws.setKey(new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)));
            return jws.getCompactSerialization();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A token, and what its signature is checked by. */
    record Sample(String token, byte[] input, byte[] signature) {}

    /** Tokens of as many users, in turn. */
    static final class Samples {

        static final int COUNT = 512;

        private final List<Sample> samples = new ArrayList<>();
        private int taken;

        void add(String token) {
            int dot = token.lastIndexOf('.');
            samples.add(
                    new Sample(
                            token,
                            token.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
                            Base64.getUrlDecoder().decode(token.substring(dot + 1))));
        }

        Sample next() {
            return samples.get(taken++ & (COUNT - 1));
        }
    }
}
