package betterauth.jakarta.jose;

import betterauth.jakarta.config.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/** Makes verification keys by one provider. */
public final class VerificationKeys {

    private final SignatureProvider provider;
    private final int leastRsaBits;

    /**
     * @param leastRsaBits the length of the shortest RSA key that may verify
     */
    public VerificationKeys(SignatureProvider provider, int leastRsaBits) {
        this.provider = provider;
        this.leastRsaBits = leastRsaBits;
    }

    /**
     * Makes a key, which verifies by those of the permitted algorithms that fit its type.
     *
     * @param id the key's {@code kid}, or null
     * @param spki its SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7)
     * @throws GeneralSecurityException if its type is not supported, it is malformed, or it is an
     *     RSA key that is too short
     * @throws IllegalArgumentException if {@code spki} is malformed
     */
    public VerificationKey make(@Nullable String id, byte[] spki, Set<JwsAlgorithm> permitted)
            throws GeneralSecurityException {
        KeyType type =
                KeyType.of(SubjectPublicKeyInfo.getInstance(spki).getAlgorithm())
                        .orElseThrow(
                                () -> new GeneralSecurityException("Key type is not supported"));
        KeyFactory factory = provider.keyFactory(type.keyFactory());
        PublicKey key = factory.generatePublic(new X509EncodedKeySpec(spki));
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < leastRsaBits) {
            throw new GeneralSecurityException("RSA key is too short");
        }
        Set<JwsAlgorithm> algorithms = EnumSet.copyOf(type.verifies());
        algorithms.retainAll(permitted);
        return new VerificationKey(id, algorithms, key, provider);
    }
}
