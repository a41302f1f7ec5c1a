package betterauth.jakarta;

import java.util.Map;

/**
 * The caches of what was decided about credentials, for an application's own administration. Inject
 * it; guard what calls it. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public interface CredentialCaches {

    /**
     * Returns the counters of each cache by its name, such as {@code tokens}.
     *
     * @return the counters as they are now; no credential is in them
     */
    Map<String, CacheStatistics> statistics();

    /** Empties every cache, so that each credential is decided anew. The counters go on. */
    void clear();
}
