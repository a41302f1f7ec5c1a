package betterauth.jakarta.jose;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.observe.Loggers;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A public key and the only algorithms it may verify. Safe for use by many threads. */
public final class VerificationKey {

    private static final System.Logger LOG = Loggers.keys();

    private static final byte[] NOTHING = new byte[0];

    private final @Nullable String id;
    private final Set<JwsAlgorithm> algorithms;
    private final PublicKey key;
    private final SignatureProvider provider;

    /**
     * @param id the key's {@code kid}, or null
     * @param algorithms what the key's type allows and its JWK does not exclude
     */
    public VerificationKey(
            @Nullable String id,
            Set<JwsAlgorithm> algorithms,
            PublicKey key,
            SignatureProvider provider) {
        this.id = id;
        this.algorithms = Set.copyOf(algorithms);
        this.key = key;
        this.provider = provider;
    }

    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    public boolean fits(JwsAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Whether {@code signature} is this key's over {@code input}. The algorithm must fit. */
    boolean verifies(JwsAlgorithm algorithm, byte[] input, byte[] signature) {
        JcaSignature jca = JcaSignature.of(algorithm);
        if (!fits(algorithm) || !jca.isPlausible(signature)) {
            return false;
        }
        try {
            Signature check = jca.create(provider);
            check.initVerify(key);
            check.update(input);
            return check.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    /**
     * Checks a signature that is none, so that no request waits for the classes and tables that the
     * first check needs. The algorithm must fit. Never fails: a provider that does fails the check
     * of a token.
     */
    public void prepare(JwsAlgorithm algorithm) {
        try {
            // Of an elliptic-curve signature neither half may be zero.
            byte[] none = new byte[JcaSignature.of(algorithm).length(key)];
            Arrays.fill(none, (byte) 1);
            var unused = verifies(algorithm, NOTHING, none);
        } catch (RuntimeException | LinkageError failed) {
            LOG.log(System.Logger.Level.DEBUG, "Key could not be prepared", failed);
        }
    }

    /** Whether the other key verifies just the same. */
    public boolean isSameAs(VerificationKey other) {
        return id().equals(other.id())
                && algorithms.equals(other.algorithms)
                && Arrays.equals(key.getEncoded(), other.key.getEncoded());
    }
}
