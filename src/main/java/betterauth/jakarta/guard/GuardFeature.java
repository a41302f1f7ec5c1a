package betterauth.jakarta.guard;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Guards Jakarta REST resources, also those that are no CDI beans and so pass no interceptor: a
 * resource class without a scope is one on some servers and none on others.
 */
@Provider
public class GuardFeature implements DynamicFeature {

    @Inject Guard guard;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        GuardRules.of(resource.getResourceClass(), resource.getResourceMethod())
                .ifPresent(
                        rule ->
                                context.register(
                                        new GuardFilter(guard, rule), Priorities.AUTHORIZATION));
    }

    /** Runs before the request's body is read. */
    @Priority(Priorities.AUTHORIZATION)
    private record GuardFilter(Guard guard, GuardRule rule) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            guard.check(rule);
        }
    }
}
