package betterauth.jakarta.guard;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.function.Supplier;

/**
 * Demands an authenticated caller by the path that is called, where no annotation says anything.
 */
final class ProtectedPathsFilter implements ContainerRequestFilter {

    private static final GuardRule AUTHENTICATED = new GuardRule.AuthenticatedCaller();

    private final Guard guard;
    private final Supplier<GuardedApplication> application;

    ProtectedPathsFilter(Guard guard, Supplier<GuardedApplication> application) {
        this.guard = guard;
        this.application = application;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (application.get().isProtected(request)) {
            guard.check(AUTHENTICATED);
        }
    }
}
