package betterauth.jakarta.guard;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Guards Jakarta REST resources by their annotations, and those without any by their paths.
 * Resources that are no CDI beans pass no interceptor, and whether a class without a scope is one
 * differs by server.
 */
public final class GuardFeature implements Feature, DynamicFeature {

    /** Before and after the priorities that applications use; Jersey takes 0 and less for none. */
    private static final int FIRST = 1;

    private static final int LAST = 1_000_000;

    /**
     * Before the servers' own filters for {@code @RolesAllowed}: WildFly has one only where a
     * parameter says so, and answers a caller who is not authenticated with 403.
     */
    private static final int PRIORITY = Priorities.AUTHORIZATION - 1;

    private final Guard guard;
    private final Supplier<GuardedApplication> application;

    /**
     * Guards the resources of one application.
     *
     * @param application asked once a request is there
     */
    public GuardFeature(Guard guard, Supplier<GuardedApplication> application) {
        this.guard = guard;
        this.application = application;
    }

    /** Registers what comes before the match. */
    @Override
    public boolean configure(FeatureContext context) {
        // Around an application's own pre-matching filters, which may rewrite the URI.
        context.register(new OriginalPathFilter(application), FIRST);
        context.register(new LocatorFilter(guard, application), LAST);
        return true;
    }

    /** Registers what guards a method that was matched. */
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Class<?> type = Proxies.unwrap(resource.getResourceClass());
        Method method = Proxies.unwrap(resource.getResourceMethod());
        Optional<GuardRule> rule = GuardRules.OWN.of(type, method);
        context.register(
                new GuardFilter(guard, type, rule, GuardRules.STANDARD.of(type, method)), PRIORITY);
        if (rule.isEmpty()) {
            context.register(new ProtectedPathsFilter(guard, application), PRIORITY);
        }
    }
}
