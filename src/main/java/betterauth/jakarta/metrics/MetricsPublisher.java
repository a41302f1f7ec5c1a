package betterauth.jakarta.metrics;

import betterauth.jakarta.CacheStatistics;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.observe.AuthenticationCounters;
import betterauth.jakarta.observe.AuthenticationCounters.Outcome;
import betterauth.jakarta.observe.AuthenticationCounters.Presented;
import betterauth.jakarta.observe.CallStatistics;
import betterauth.jakarta.observe.Publisher;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Registers a gauge for each counter. A gauge is read when the server is asked for its metrics, so
 * requests cost nothing more.
 */
public final class MetricsPublisher implements Publisher {

    private static final String PREFIX = "better_auth_";

    private final @Nullable MetricRegistry registry;
    private final AuthenticationCounters counters;
    private final CallStatistics calls;
    private final Issuer issuer;
    private final List<MetricID> registered = new ArrayList<>();

    /** Shows what is counted for the application that runs. */
    public MetricsPublisher() {
        this(
                registryOfApplication(),
                CDI.current().select(AuthenticationCounters.class).get(),
                CDI.current().select(CallStatistics.class).get(),
                CDI.current().select(Issuer.class).get());
    }

    /**
     * Shows what is counted.
     *
     * @param registry null if the server has the API and nothing behind it
     */
    MetricsPublisher(
            @Nullable MetricRegistry registry,
            AuthenticationCounters counters,
            CallStatistics calls,
            Issuer issuer) {
        this.registry = registry;
        this.counters = counters;
        this.calls = calls;
        this.issuer = issuer;
    }

    @Override
    public void publish(String contextPath) {
        if (registry == null) {
            return;
        }
        Tag context = new Tag("context", contextPath.isEmpty() ? "/" : contextPath);
        for (Presented presented : Presented.values()) {
            for (Outcome outcome : Outcome.values()) {
                gauge(
                        "authentications",
                        "Requests with a credential",
                        () -> counters.get(presented, outcome),
                        context,
                        new Tag("credential", label(presented)),
                        new Tag("outcome", label(outcome)));
            }
        }
        issuer.caches().forEach(cache -> publish(cache, context));
        gauge("session_calls", "Calls of the session source", calls::calls, context);
        gauge("session_call_failures", "Calls without an answer", calls::failures, context);
        gauge(
                "session_call_seconds",
                "The time of all calls together",
                () -> calls.time().toMillis() / 1000.0,
                context);
    }

    @Override
    public void withdraw() {
        if (registry != null) {
            registered.forEach(registry::remove);
        }
        registered.clear();
    }

    private void publish(ObservableCache cache, Tag context) {
        Tag name = new Tag("cache", cache.name());
        cacheGauge("cache_size", "Entries", cache, CacheStatistics::size, context, name);
        cacheGauge("cache_hits", "Answers", cache, CacheStatistics::hits, context, name);
        cacheGauge("cache_misses", "Misses", cache, CacheStatistics::misses, context, name);
        cacheGauge("cache_loads", "Loads or fetches", cache, CacheStatistics::loads, context, name);
        cacheGauge(
                "cache_load_failures",
                "Loads without an answer",
                cache,
                CacheStatistics::failures,
                context,
                name);
    }

    private void cacheGauge(
            String name,
            String description,
            ObservableCache cache,
            ToLongFunction<CacheStatistics> value,
            Tag... tags) {
        gauge(name, description, () -> value.applyAsLong(cache.statistics()), tags);
    }

    private <T extends Number> void gauge(
            String name, String description, Supplier<T> value, Tag... tags) {
        Metadata metadata =
                Metadata.builder().withName(PREFIX + name).withDescription(description).build();
        if (registry != null) {
            var unused = registry.gauge(metadata, value, tags);
            registered.add(new MetricID(PREFIX + name, tags));
        }
    }

    /** Payara produces a registry by the annotations of an injection point, so there is one. */
    private static @Nullable MetricRegistry registryOfApplication() {
        if (!CDI.current().select(MetricRegistry.class).isResolvable()) {
            return null;
        }
        return new Unmanaged<>(InjectedRegistry.class)
                .newInstance()
                .produce()
                .inject()
                .get()
                .registry();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
