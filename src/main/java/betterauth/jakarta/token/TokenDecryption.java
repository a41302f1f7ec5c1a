package betterauth.jakarta.token;

import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.jose.Base64Url;
import betterauth.jakarta.keys.KeyFile;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Decrypts tokens (RFC 7516), which must contain a signed one (MicroProfile JWT 2.1, section
 * 9.2.5).
 */
final class TokenDecryption {

    private static final String LOCATION = "mp.jwt.decrypt.key.location";

    private final PrivateKey key;
    private final Set<String> algorithms;

    private TokenDecryption(PrivateKey key, Set<String> algorithms) {
        this.key = key;
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
                    new TokenDecryption(privateKey(KeyFile.read(LOCATION, location)), algorithms));
        } catch (IOException | GeneralSecurityException | JoseException unreadable) {
            throw new SettingsException(
                    LOCATION + " must be an RSA private key, as PKCS#8 PEM or JWK: " + location);
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
            jwe.setKey(key);
            return Optional.of(jwe.getPlaintextString());
        } catch (JoseException | RuntimeException closed) {
            return Optional.empty();
        }
    }

    private static PrivateKey privateKey(String text)
            throws IOException, GeneralSecurityException, JoseException {
        if (text.strip().startsWith("{")) {
            PrivateKey key = PublicJsonWebKey.Factory.newPublicJwk(text).getPrivateKey();
            if (key == null) {
                throw new IOException("JWK has no private part");
            }
            return key;
        }
        try (PemReader reader = new PemReader(new StringReader(text))) {
            PemObject pem = reader.readPemObject();
            if (pem == null || !pem.getType().equals("PRIVATE KEY")) {
                throw new IOException("PEM is not a PRIVATE KEY");
            }
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(pem.getContent()));
        }
    }
}
