package betterauth.jakarta.guard;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps a caller from running a sub-resource locator that they may not run, or that stands below a
 * protected path. What the locator finds is guarded once it is found.
 */
@PreMatching
final class LocatorFilter implements ContainerRequestFilter {

    private static final GuardRule AUTHENTICATED = new GuardRule.AuthenticatedCaller();

    private final Guard guard;
    private final Supplier<GuardedApplication> application;

    LocatorFilter(Guard guard, Supplier<GuardedApplication> application) {
        this.guard = guard;
        this.application = application;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        GuardedApplication guarded = application.get();
        if (!guarded.hasLocators()) {
            return;
        }
        Optional<Set<String>> readings = GuardedApplication.readings(request.getUriInfo());
        for (Optional<GuardRule> rule : guarded.standardLocatorRules(readings)) {
            rule.ifPresent(
                    demanded ->
                            guard.checkStandard(
                                    demanded, request.getSecurityContext()::isUserInRole));
        }
        for (Optional<GuardRule> rule : guarded.locatorRules(readings)) {
            if (rule.isPresent()) {
                guard.check(rule.get());
            } else if (guarded.isProtected(request)) {
                guard.check(AUTHENTICATED);
            }
        }
    }
}
