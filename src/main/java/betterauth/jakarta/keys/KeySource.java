package betterauth.jakarta.keys;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.jose.VerificationKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where public keys come from. Safe for use by many threads. */
public interface KeySource {

    /**
     * Finds the key for a token.
     *
     * @param keyId the token's {@code kid}, or null: then only a set of one key has an answer
     */
    Answer find(@Nullable String keyId, JwsAlgorithm algorithm);

    /** Whether a key that was found before still verifies. */
    boolean isCurrent(VerificationKey key);

    /**
     * Begins to fetch the keys that the first token will need, if they are behind HTTP. Never
     * fails.
     *
     * @return whether there are keys, once that is known
     */
    default CompletableFuture<Boolean> prefetch() {
        return CompletableFuture.completedFuture(true);
    }

    /** Whether there are keys. Does not wait: where there are none, a fetch begins if it may. */
    default boolean isAvailable() {
        return true;
    }

    /** What is known of a key. */
    sealed interface Answer {

        /** The key, which fits the algorithm. */
        record Found(VerificationKey key) implements Answer {}

        /** There is no such key. */
        record Absent() implements Answer {}

        /** Whether there is such a key is undecided: the key set is unavailable. */
        record Unknown(Duration retryAfter) implements Answer {}
    }
}
