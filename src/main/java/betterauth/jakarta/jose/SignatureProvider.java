package betterauth.jakarta.jose;

import betterauth.jakarta.config.JwtSettings;
import betterauth.jakarta.config.SettingsException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * Who does the arithmetic of signatures: a {@link Provider} instance, or the JVM's own order. Safe
 * for use by many threads.
 *
 * <p>BouncyCastle's instance is never registered with the JVM: registered, it would change other
 * applications and outlive this one.
 */
public final class SignatureProvider {

    private final Supplier<@Nullable Provider> provider;

    private SignatureProvider(Supplier<@Nullable Provider> provider) {
        this.provider = provider;
    }

    /** Made when the class is initialized, which takes a tenth of a second. */
    private static final class BouncyCastle {

        private static final AtomicBoolean IS_BEGUN = new AtomicBoolean();

        private BouncyCastle() {}

        /** Begins, on a thread of its own that ends with it, so that a deployment goes on. */
        static void begin() {
            if (!IS_BEGUN.getAndSet(true)) {
                Thread maker = new Thread(null, Made::provider, "better-auth-signatures", 0, false);
                maker.setDaemon(true);
                maker.start();
            }
        }

        /** The provider; waits until it is made. */
        private static final class Made {

            private static final Provider PROVIDER = new BouncyCastleProvider();

            private Made() {}

            static Provider provider() {
                return PROVIDER;
            }
        }
    }

    /**
     * Chooses a provider.
     *
     * @param name {@code BC}, {@code default}, or the name of a provider that the JVM has
     * @throws SettingsException if the JVM has no such provider
     */
    public static SignatureProvider named(String name) {
        if (name.equals(JwtSettings.BOUNCY_CASTLE)) {
            BouncyCastle.begin();
            return new SignatureProvider(BouncyCastle.Made::provider);
        }
        if (name.equals(JwtSettings.JVM_ORDER)) {
            return new SignatureProvider(() -> null);
        }
        Provider installed = Security.getProvider(name);
        if (installed == null) {
            throw new SettingsException(
                    "better-auth.jwt.provider must be BC, default or the name of an installed provider: "
                            + name);
        }
        return new SignatureProvider(() -> installed);
    }

    Signature signature(String algorithm) throws GeneralSecurityException {
        Provider chosen = provider.get();
        return chosen == null
                ? Signature.getInstance(algorithm)
                : Signature.getInstance(algorithm, chosen);
    }

    public KeyFactory keyFactory(String algorithm) throws GeneralSecurityException {
        Provider chosen = provider.get();
        return chosen == null
                ? KeyFactory.getInstance(algorithm)
                : KeyFactory.getInstance(algorithm, chosen);
    }
}
