package betterauth.jakarta.observe;

/** What an administrator sees of a cache by JMX, since deployment. */
public interface CacheMXBean {

    /** Entries held now. */
    long getSize();

    /** Answers given from the cache. */
    long getHits();

    /** Questions that the cache could not answer. */
    long getMisses();

    /** Answers fetched or computed. */
    long getLoads();

    /** Loads that brought no answer. */
    long getFailures();

    /** Forgets every entry; the counters go on. */
    void clear();
}
