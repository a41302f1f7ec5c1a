package betterauth.jakarta.keys;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.jose.VerificationKey;
import betterauth.jakarta.observe.Loggers;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keys that the settings give once and for all. */
public final class FixedKeys implements KeySource {

    private static final System.Logger LOG = Loggers.keys();

    private final KeySet keys;

    public FixedKeys(KeySet keys) {
        this.keys = keys;
    }

    @Override
    public Answer find(@Nullable String keyId, JwsAlgorithm algorithm) {
        return keys.find(keyId, algorithm)
                .<Answer>map(Answer.Found::new)
                .orElseGet(Answer.Absent::new);
    }

    @Override
    public boolean isCurrent(VerificationKey key) {
        return keys.contains(key);
    }

    @Override
    public CompletableFuture<Boolean> prefetch() {
        LOG.log(System.Logger.Level.INFO, () -> "Keys of the settings: " + keys);
        return CompletableFuture.completedFuture(true);
    }
}
