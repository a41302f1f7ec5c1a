package betterauth.jakarta.dpop;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.jose.SignatureProvider;
import betterauth.jakarta.jose.VerificationKey;
import betterauth.jakarta.jose.VerificationKeys;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Makes the keys of proofs. A client uses its key again and again, so those made last are kept, by
 * the thumbprint, which fits no other key.
 */
final class ProofKeys {

    private static final int MAXIMUM_KEYS = 1000;

    private final VerificationKeys keys;
    private final Cache<String, VerificationKey> made =
            Caffeine.newBuilder().maximumSize(MAXIMUM_KEYS).executor(Runnable::run).build();

    ProofKeys(SignatureProvider provider) {
        this.keys = new VerificationKeys(provider, KeySettings.LEAST_RSA_BITS);
    }

    /** The key; empty if its type is not supported, it is malformed or too short. */
    Optional<VerificationKey> find(ProofKey key) {
        VerificationKey found = made.getIfPresent(key.thumbprint());
        if (found != null) {
            return Optional.of(found);
        }
        Optional<VerificationKey> usable = make(key);
        usable.ifPresent(each -> made.put(key.thumbprint(), each));
        return usable;
    }

    private Optional<VerificationKey> make(ProofKey key) {
        try {
            JsonWebKey jwk = JsonWebKey.Factory.newJwk(new HashMap<String, Object>(key.members()));
            return jwk instanceof PublicJsonWebKey pair
                    ? Optional.of(
                            keys.make(
                                    null,
                                    pair.getPublicKey().getEncoded(),
                                    Set.of(JwsAlgorithm.values())))
                    : Optional.empty();
        } catch (JoseException | GeneralSecurityException | RuntimeException unusable) {
            return Optional.empty();
        }
    }
}
