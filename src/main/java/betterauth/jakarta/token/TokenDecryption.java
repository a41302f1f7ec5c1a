package betterauth.jakarta.token;

import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.jose.Base64Url;
import betterauth.jakarta.keys.KeyFile;
import java.io.IOException;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;

/**
 * Decrypts tokens (RFC 7516), which must contain a signed one (MicroProfile JWT 2.1, section
 * 9.2.5).
 */
final class TokenDecryption {

    private static final String LOCATION = "mp.jwt.decrypt.key.location";

    private final DecryptionKeys keys;
    private final Set<String> algorithms;

    private TokenDecryption(DecryptionKeys keys, Set<String> algorithms) {
        this.keys = keys;
        this.algorithms = algorithms;
    }

    /**
     * Returns the decryption that the settings ask for; empty if they ask for none.
     *
     * @throws SettingsException if the key cannot be read
     */
    static Optional<TokenDecryption> of(KeySettings settings) {
        String location = settings.decryptionKeyLocation();
        if (location == null) {
            return Optional.empty();
        }
        String algorithm = settings.decryptionAlgorithm();
        Set<String> algorithms =
                algorithm == null ? Set.of("RSA-OAEP", "RSA-OAEP-256") : Set.of(algorithm);
        try {
            return Optional.of(
                    new TokenDecryption(
                            DecryptionKeys.read(KeyFile.read(LOCATION, location)), algorithms));
        } catch (IOException unreadable) {
            throw new SettingsException(
                    LOCATION
                            + " must be an RSA private key, as PKCS#8 PEM, JWK or JWKS: "
                            + location);
        }
    }

    /** The signed token inside; empty if the outer one cannot be decrypted or contains none. */
    Optional<String> open(String token) {
        if (!Base64Url.isCompact(token)) {
            return Optional.empty();
        }
        try {
            JsonWebEncryption jwe = new JsonWebEncryption();
            jwe.setAlgorithmConstraints(
                    new AlgorithmConstraints(
                            ConstraintType.PERMIT, algorithms.toArray(String[]::new)));
            jwe.setContentEncryptionAlgorithmConstraints(
                    new AlgorithmConstraints(
                            ConstraintType.PERMIT,
                            ContentEncryptionAlgorithmIdentifiers.AES_128_GCM,
                            ContentEncryptionAlgorithmIdentifiers.AES_256_GCM,
                            ContentEncryptionAlgorithmIdentifiers.AES_256_CBC_HMAC_SHA_512));
            jwe.setCompactSerialization(token);
            // Compressed content could expand without bound.
            if (jwe.getCompressionAlgorithmHeaderParameter() != null) {
                return Optional.empty();
            }
            // MicroProfile JWT 2.1, section 4.1.1: the content is a signed token.
            if (!"JWT".equalsIgnoreCase(jwe.getContentTypeHeaderValue())) {
                return Optional.empty();
            }
            Optional<PrivateKey> key = keys.find(jwe.getKeyIdHeaderValue());
            if (key.isEmpty()) {
                return Optional.empty();
            }
            jwe.setKey(key.get());
            return Optional.of(jwe.getPlaintextString());
        } catch (JoseException | RuntimeException closed) {
            return Optional.empty();
        }
    }
}
