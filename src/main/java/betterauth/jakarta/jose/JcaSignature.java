package betterauth.jakarta.jose;

import betterauth.jakarta.config.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * How the Java Cryptography Architecture names a JWS algorithm, and how long its signatures are.
 */
enum JcaSignature {
    EDDSA("Ed25519", null, 64),
    ES256("SHA256withECDSAinP1363Format", null, 64),
    ES512("SHA512withECDSAinP1363Format", null, 132),
    PS256(
            "RSASSA-PSS",
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1),
            0),
    RS256("SHA256withRSA", null, 0);

    private final String jcaName;
    private final @Nullable PSSParameterSpec parameters;
    private final int fixedLength;

    JcaSignature(String jcaName, @Nullable PSSParameterSpec parameters, int fixedLength) {
        this.jcaName = jcaName;
        this.parameters = parameters;
        this.fixedLength = fixedLength;
    }

    static JcaSignature of(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case EDDSA -> EDDSA;
            case ES256 -> ES256;
            case ES512 -> ES512;
            case PS256 -> PS256;
            case RS256 -> RS256;
            case HS256 -> throw new IllegalArgumentException("HS256 is not a signature");
        };
    }

    Signature create(SignatureProvider provider) throws GeneralSecurityException {
        Signature signature = provider.signature(jcaName);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }

    /**
     * An elliptic-curve signature has one length, and neither half of it is zero (CVE-2022-21449).
     */
    boolean isPlausible(byte[] signature) {
        if (fixedLength == 0) {
            return signature.length > 0;
        }
        return signature.length == fixedLength
                && (this == EDDSA
                        || (!isZero(signature, 0, fixedLength / 2)
                                && !isZero(signature, fixedLength / 2, fixedLength)));
    }

    /** The length of a signature by this key, in bytes. */
    int length(PublicKey key) {
        return key instanceof RSAPublicKey rsa
                ? (rsa.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE
                : fixedLength;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
