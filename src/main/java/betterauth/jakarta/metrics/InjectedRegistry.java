package betterauth.jakarta.metrics;

import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** The place into which a server injects the registry of the application. */
class InjectedRegistry {

    @Inject @Nullable MetricRegistry registry;

    @Nullable MetricRegistry registry() {
        return registry;
    }
}
