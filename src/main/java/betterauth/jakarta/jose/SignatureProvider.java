package betterauth.jakarta.jose;

import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.SettingsException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * Who does the arithmetic of signatures: a {@link Provider} instance, or the JVM's own order.
 *
 * <p>BouncyCastle's instance is never registered with the JVM: registered, it would change other
 * applications and outlive this one.
 */
public final class SignatureProvider {

    private final @Nullable Provider provider;

    /** Made once, by the first that needs it: it takes a tenth of a second. */
    private static final class BouncyCastle {

        private static final Provider INSTANCE = new BouncyCastleProvider();

        private BouncyCastle() {}
    }

    private SignatureProvider(@Nullable Provider provider) {
        this.provider = provider;
    }

    /**
     * Chooses a provider.
     *
     * @param name {@code BC}, {@code default}, or the name of a provider that the JVM has
     * @throws SettingsException if the JVM has no such provider
     */
    public static SignatureProvider named(String name) {
        if (name.equals(JwtSettings.BOUNCY_CASTLE)) {
            return new SignatureProvider(BouncyCastle.INSTANCE);
        }
        if (name.equals(JwtSettings.JVM_ORDER)) {
            return new SignatureProvider(null);
        }
        Provider installed = Security.getProvider(name);
        if (installed == null) {
            throw new SettingsException(
                    "better-auth.jwt.provider must be BC, default or the name of an installed provider: "
                            + name);
        }
        return new SignatureProvider(installed);
    }

    Signature signature(String algorithm) throws GeneralSecurityException {
        return provider == null
                ? Signature.getInstance(algorithm)
                : Signature.getInstance(algorithm, provider);
    }

    public KeyFactory keyFactory(String algorithm) throws GeneralSecurityException {
        return provider == null
                ? KeyFactory.getInstance(algorithm)
                : KeyFactory.getInstance(algorithm, provider);
    }
}
