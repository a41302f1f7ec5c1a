package betterauth.jakarta.guard;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.List;
import java.util.Optional;

/**
 * Checks the rule of the method that was matched, and the rules of the types through whose
 * sub-resource locators it was matched. Runs before the request's body is read.
 */
final class GuardFilter implements ContainerRequestFilter {

    private final Guard guard;
    private final Class<?> resource;
    private final Optional<GuardRule> rule;
    private final Optional<GuardRule> standard;

    /**
     * Guards one method.
     *
     * @param resource the type of the method
     * @param rule the method's rule, if any place carries one
     * @param standard its rule by the annotations of Jakarta, likewise
     */
    GuardFilter(
            Guard guard,
            Class<?> resource,
            Optional<GuardRule> rule,
            Optional<GuardRule> standard) {
        this.guard = guard;
        this.resource = resource;
        this.rule = rule;
        this.standard = standard;
    }

    /**
     * The matched resources are listed in reverse order (Jakarta REST 3.1, {@code
     * UriInfo.getMatchedResources}): the first is the method's own, whose rule may say less than
     * its type's; all others located it.
     */
    @Override
    public void filter(ContainerRequestContext request) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        for (int i = 0; i < matched.size(); i++) {
            Class<?> type = typeOf(matched.get(i));
            if (i > 0 || type != resource) {
                guard.ruleOf(type).ifPresent(guard::check);
            }
        }
        standard.ifPresent(
                demanded ->
                        guard.checkStandard(demanded, request.getSecurityContext()::isUserInRole));
        rule.ifPresent(guard::check);
    }

    private static Class<?> typeOf(Object matched) {
        return Proxies.unwrap(matched instanceof Class<?> named ? named : matched.getClass());
    }
}
