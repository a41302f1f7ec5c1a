package betterauth.jakarta.keys;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.jose.VerificationKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public keys that verify at one time. Immutable. */
public final class KeySet {

    private final List<VerificationKey> keys;

    KeySet(List<VerificationKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Whether any key answers to this id; without an id, whether there is just one key to choose.
     */
    boolean hasKeyId(@Nullable String keyId) {
        return keys.stream().anyMatch(key -> answersTo(key, keyId));
    }

    /** The key that answers to this id and fits the algorithm. */
    Optional<VerificationKey> find(@Nullable String keyId, JwsAlgorithm algorithm) {
        return keys.stream()
                .filter(key -> answersTo(key, keyId))
                .filter(key -> key.fits(algorithm))
                .findFirst();
    }

    /** Whether this very key object is in the set. */
    boolean contains(VerificationKey key) {
        for (VerificationKey each : keys) {
            if (each == key) {
                return true;
            }
        }
        return false;
    }

    /** Makes the first check by each algorithm as fast as those that follow. */
    void prepare() {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            keys.stream()
                    .filter(key -> key.fits(algorithm))
                    .findFirst()
                    .ifPresent(key -> key.prepare(algorithm));
        }
    }

    /** This set with the key objects of {@code older} where they are the same keys. */
    KeySet keeping(KeySet older) {
        return new KeySet(
                keys.stream()
                        .map(
                                key ->
                                        older.keys.stream()
                                                .filter(key::isSameAs)
                                                .findFirst()
                                                .orElse(key))
                        .toList());
    }

    public int size() {
        return keys.size();
    }

    /** How many keys there are, and the algorithms that they may verify. */
    @Override
    public String toString() {
        return keys.isEmpty()
                ? "none"
                : keys.size()
                        + " ("
                        + Stream.of(JwsAlgorithm.values())
                                .filter(each -> keys.stream().anyMatch(key -> key.fits(each)))
                                .map(JwsAlgorithm::label)
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    /**
     * A lone key answers to a token that names none, and a lone key without an id to every token.
     */
    private boolean answersTo(VerificationKey key, @Nullable String keyId) {
        boolean alone = keys.size() == 1;
        return keyId == null ? alone : key.id().map(keyId::equals).orElse(alone);
    }
}
