package betterauth.jakarta.cache;

import betterauth.jakarta.CacheStatistics;

/** A cache that an administrator can look at and empty. Safe for use by many threads. */
public interface ObservableCache {

    /** What the cache is called in answers, such as {@code tokens}. */
    String name();

    CacheStatistics statistics();

    /** Forgets every entry; a load under way may still add its own. */
    void clear();
}
