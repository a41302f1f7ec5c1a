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
    private final boolean hasProtectedPaths;
    private final boolean hasLocators;

    private GuardFeature(
            Guard guard,
            Supplier<GuardedApplication> application,
            boolean hasProtectedPaths,
            boolean hasLocators) {
        this.guard = guard;
        this.application = application;
        this.hasProtectedPaths = hasProtectedPaths;
        this.hasLocators = hasLocators;
    }

    /** Guards the resources of an application that is known. */
    public static GuardFeature of(Guard guard, GuardedApplication application) {
        return new GuardFeature(
                guard, () -> application, application.isAnyProtected(), application.hasLocators());
    }

    /**
     * Guards the resources of an application that is not known yet, so that all there may be to
     * guard is looked for.
     *
     * @param application asked once a request is there
     */
    public static GuardFeature beforeItIsKnown(
            Guard guard, Supplier<GuardedApplication> application) {
        return new GuardFeature(guard, application, true, true);
    }

    /** Registers what comes before the match. */
    @Override
    public boolean configure(FeatureContext context) {
        // Around an application's own pre-matching filters, which may rewrite the URI.
        if (hasProtectedPaths) {
            context.register(new OriginalPathFilter(application), FIRST);
        }
        if (hasLocators) {
            context.register(new LocatorFilter(guard, application), LAST);
        }
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
        if (hasProtectedPaths && rule.isEmpty()) {
            context.register(new ProtectedPathsFilter(guard, application), PRIORITY);
        }
    }
}
