package betterauth.jakarta.guard;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;

/**
 * Checks the rule of the method that was found, and the rules of the types through whose
 * sub-resource locators it was found. Runs before the request's body is read.
 */
@Priority(Priorities.AUTHORIZATION)
final class GuardFilter implements ContainerRequestFilter {

    private final Guard guard;
    private final Class<?> resource;
    private final Optional<GuardRule> rule;

    /**
     * Guards one method.
     *
     * @param resource the type of the method
     * @param rule the method's rule, if any place carries one
     */
    GuardFilter(Guard guard, Class<?> resource, Optional<GuardRule> rule) {
        this.guard = guard;
        this.resource = resource;
        this.rule = rule;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        for (Object passed : request.getUriInfo().getMatchedResources()) {
            Class<?> type = passed instanceof Class<?> named ? named : passed.getClass();
            if (!resource.isAssignableFrom(type)) {
                guard.ruleOf(type).ifPresent(guard::check);
            }
        }
        rule.ifPresent(guard::check);
    }
}
