package betterauth.jakarta.jose;

import betterauth.jakarta.config.JwsAlgorithm;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of public key that can verify, and for which algorithms (RFC 7518, section 3.1; RFC
 * 8037).
 */
public enum KeyType {
    RSA(
            "RSA",
            PKCSObjectIdentifiers.rsaEncryption,
            null,
            Set.of(JwsAlgorithm.RS256, JwsAlgorithm.PS256)),
    P256(
            "EC",
            X9ObjectIdentifiers.id_ecPublicKey,
            SECObjectIdentifiers.secp256r1,
            Set.of(JwsAlgorithm.ES256)),
    P521(
            "EC",
            X9ObjectIdentifiers.id_ecPublicKey,
            SECObjectIdentifiers.secp521r1,
            Set.of(JwsAlgorithm.ES512)),
    ED25519("Ed25519", new ASN1ObjectIdentifier("1.3.101.112"), null, Set.of(JwsAlgorithm.EDDSA));

    private final String keyFactory;
    private final ASN1ObjectIdentifier algorithm;
    private final @Nullable ASN1ObjectIdentifier curve;
    private final Set<JwsAlgorithm> verifies;

    KeyType(
            String keyFactory,
            ASN1ObjectIdentifier algorithm,
            @Nullable ASN1ObjectIdentifier curve,
            Set<JwsAlgorithm> verifies) {
        this.keyFactory = keyFactory;
        this.algorithm = algorithm;
        this.curve = curve;
        this.verifies = verifies;
    }

    /**
     * The type of a key with this identifier in its SubjectPublicKeyInfo; empty if none of these.
     */
    public static Optional<KeyType> of(AlgorithmIdentifier identifier) {
        for (KeyType type : values()) {
            ASN1Encodable parameters = identifier.getParameters();
            if (type.algorithm.equals(identifier.getAlgorithm())
                    && (type.curve == null || type.curve.equals(parameters))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The name of the key's {@code java.security.KeyFactory}. */
    public String keyFactory() {
        return keyFactory;
    }

    public Set<JwsAlgorithm> verifies() {
        return verifies;
    }
}
