package betterauth.jakarta.wiring;

import betterauth.jakarta.cache.Changes;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.spi.SessionSource;
import betterauth.jakarta.token.Revocations;
import betterauth.jakarta.wiring.Reachability.Discovery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions come from, and what else is known from there.
 *
 * @param changes what tells of changes there
 * @param discovery calls Better Auth; null if nothing does
 * @param caches caches of the source
 * @param nodes those that share it
 */
record OpenedSource(
        SessionSource source,
        Changes changes,
        Revocations revocations,
        @Nullable Discovery discovery,
        List<ObservableCache> caches,
        Nodes nodes) {

    OpenedSource {
        caches = List.copyOf(caches);
    }

    /** A source that answers, and no more. */
    static OpenedSource of(SessionSource source) {
        return new OpenedSource(
                source, Changes.NONE, Revocations.NONE, null, List.of(), Nodes.NONE);
    }

    /** A source that calls Better Auth. */
    static OpenedSource of(SessionSource source, Discovery discovery) {
        return new OpenedSource(
                source, Changes.NONE, Revocations.NONE, discovery, List.of(), Nodes.NONE);
    }
}
