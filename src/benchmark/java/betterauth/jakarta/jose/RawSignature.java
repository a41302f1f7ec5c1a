package betterauth.jakarta.jose;

import betterauth.jakarta.config.JwsAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Signature;

/** The signature alone, as the library checks it. */
public final class RawSignature {

    private RawSignature() {}

    /** A new check by a provider's implementation. */
    public static Signature of(JwsAlgorithm algorithm, SignatureProvider provider)
            throws GeneralSecurityException {
        return JcaSignature.of(algorithm).create(provider);
    }
}
