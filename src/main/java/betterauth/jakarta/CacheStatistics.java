package betterauth.jakarta;

/**
 * Counters of one cache since deployment.
 *
 * @param size entries held now
 * @param hits answers given from the cache
 * @param misses questions the cache could not answer
 * @param loads answers fetched or computed
 * @param failures loads that brought no answer
 * @since 0.1.0
 */
public record CacheStatistics(long size, long hits, long misses, long loads, long failures) {}
