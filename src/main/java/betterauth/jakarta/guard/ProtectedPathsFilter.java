package betterauth.jakarta.guard;

import betterauth.jakarta.config.PathSettings;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks for a known caller by the path that is called, where no annotation says anything. */
@Priority(Priorities.AUTHORIZATION)
final class ProtectedPathsFilter implements ContainerRequestFilter {

    private static final GuardRule KNOWN = new GuardRule.Known();

    private final Guard guard;
    private final PathSettings paths;
    private final Supplier<String> contextPath;

    ProtectedPathsFilter(Guard guard, PathSettings paths, Supplier<String> contextPath) {
        this.guard = guard;
        this.paths = paths;
        this.contextPath = contextPath;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String context = contextPath.get();
        Optional<String> path =
                RequestPath.normalize(request.getUriInfo().getRequestUri().getRawPath())
                        .filter(whole -> whole.startsWith(context))
                        .map(whole -> whole.substring(context.length()));
        // A path that is not written plainly may mean anything, so it is protected.
        if (path.isEmpty() || paths.protects(path.get())) {
            guard.check(KNOWN);
        }
    }
}
