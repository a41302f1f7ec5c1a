package betterauth.jakarta.guard;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import org.jspecify.annotations.Nullable;

/** Notes the path that was asked for, before an application's own filter may rewrite it. */
@PreMatching
final class OriginalPathFilter implements ContainerRequestFilter {

    private static final String PROPERTY = OriginalPathFilter.class.getName();

    /** The raw path that was asked for; null if nothing noted it. */
    static @Nullable String pathOf(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String path ? path : null;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(PROPERTY, request.getUriInfo().getRequestUri().getRawPath());
    }
}
