package betterauth.jakarta.guard;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes the path that was asked for, before an application's own filter may rewrite it, where paths
 * are protected.
 */
@PreMatching
final class OriginalPathFilter implements ContainerRequestFilter {

    private static final String PROPERTY = OriginalPathFilter.class.getName();

    private final Supplier<GuardedApplication> application;

    OriginalPathFilter(Supplier<GuardedApplication> application) {
        this.application = application;
    }

    /** The raw path that was asked for; null if nothing noted it. */
    static @Nullable String pathOf(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String path ? path : null;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (application.get().isAnyProtected()) {
            request.setProperty(PROPERTY, request.getUriInfo().getRequestUri().getRawPath());
        }
    }
}
