package betterauth.jakarta.observe;

import betterauth.jakarta.cache.ObservableCache;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Shows an application's caches by JMX, as {@code betterauth.jakarta:type=Cache,context="/",
 * name=tokens}. What JMX refuses is logged; callers are not affected.
 */
public final class CacheManagement {

    private static final System.Logger LOG = Loggers.deployment();

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> registered = new ArrayList<>();

    /**
     * Registers each cache.
     *
     * @param issuer the URL of the issuer that the caches belong to
     * @param contextPath tells the applications of one server apart; empty for the root
     */
    public void register(List<ObservableCache> caches, String issuer, String contextPath) {
        String context = ObjectName.quote(contextPath.isEmpty() ? "/" : contextPath);
        for (ObservableCache cache : caches) {
            try {
                ObjectName name =
                        new ObjectName(
                                "betterauth.jakarta:type=Cache,context="
                                        + context
                                        + ",issuer="
                                        + ObjectName.quote(issuer)
                                        + ",name="
                                        + cache.name());
                server.registerMBean(new ManagedCache(cache), name);
                registered.add(name);
            } catch (JMException refused) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Cache {0} is not shown by JMX: {1}",
                        cache.name(),
                        refused.getMessage());
            }
        }
    }

    /** Takes back what was registered. */
    public void unregister() {
        for (ObjectName name : registered) {
            try {
                server.unregisterMBean(name);
            } catch (JMException gone) {
                LOG.log(System.Logger.Level.DEBUG, "Cache was not shown by JMX any more", gone);
            }
        }
        registered.clear();
    }

    /** One cache. */
    private record ManagedCache(ObservableCache cache) implements CacheMXBean {

        @Override
        public long getSize() {
            return cache.statistics().size();
        }

        @Override
        public long getHits() {
            return cache.statistics().hits();
        }

        @Override
        public long getMisses() {
            return cache.statistics().misses();
        }

        @Override
        public long getLoads() {
            return cache.statistics().loads();
        }

        @Override
        public long getFailures() {
            return cache.statistics().failures();
        }

        @Override
        public void clear() {
            cache.clear();
        }
    }
}
