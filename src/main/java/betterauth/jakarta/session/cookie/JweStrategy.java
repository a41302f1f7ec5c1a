package betterauth.jakarta.session.cookie;

import betterauth.jakarta.config.Secret;
import betterauth.jakarta.jose.Base64Url;
import betterauth.jakarta.jose.JsonText;
import betterauth.jakarta.token.Verification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * The strategy {@code jwe}: encrypted directly (RFC 7516) with a key derived from one of Better
 * Auth's secrets.
 */
public final class JweStrategy implements CookieCacheStrategy {

    private static final String SALT = "better-auth-session";
    private static final String INFO = "BetterAuth.js Generated Encryption Key";
    private static final int KEY_BYTES = 64;

    private final List<SecretKey> keys;

    public JweStrategy(List<Secret> secrets) {
        this.keys = secrets.stream().map(JweStrategy::key).toList();
    }

    private static SecretKey key(Secret secret) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(
                new HKDFParameters(
                        secret.bytes(),
                        SALT.getBytes(StandardCharsets.UTF_8),
                        INFO.getBytes(StandardCharsets.UTF_8)));
        byte[] bytes = new byte[KEY_BYTES];
        generator.generateBytes(bytes, 0, KEY_BYTES);
        return new SecretKeySpec(bytes, "AES");
    }

    @Override
    public Optional<Verification.Valid> open(String value) {
        if (!Base64Url.isCompact(value)) {
            return Optional.empty();
        }
        return keys.stream().map(key -> open(value, key)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Verification.Valid> open(String value, SecretKey key) {
        try {
            JsonWebEncryption jwe = new JsonWebEncryption();
            jwe.setAlgorithmConstraints(
                    new AlgorithmConstraints(
                            ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.DIRECT));
            jwe.setContentEncryptionAlgorithmConstraints(
                    new AlgorithmConstraints(
                            ConstraintType.PERMIT,
                            ContentEncryptionAlgorithmIdentifiers.AES_256_CBC_HMAC_SHA_512));
            jwe.setCompactSerialization(value);
            if (jwe.getCompressionAlgorithmHeaderParameter() != null) {
                return Optional.empty();
            }
            jwe.setKey(key);
            return JsonText.parseObject(jwe.getPlaintextString())
                    .flatMap(
                            claims ->
                                    ExpClaim.of(claims)
                                            .map(until -> new Verification.Valid(claims, until)));
        } catch (JoseException | RuntimeException closed) {
            return Optional.empty();
        }
    }
}
