package betterauth.jakarta.caller;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Marks requests while they are in Jakarta REST on Payara, which calls {@code
 * SecurityContext.authenticate} for each resource with {@code @PermitAll} and goes on whatever the
 * module says: the answer is made there.
 */
@PreMatching
public final class RestRequests implements ContainerRequestFilter, ContainerResponseFilter {

    /** Jakarta REST keeps properties of a request as attributes of the servlet's. */
    private static final String PROPERTY = RestRequests.class.getName();

    @Override
    public void filter(ContainerRequestContext request) {
        if (areToBeMarked()) {
            request.setProperty(PROPERTY, true);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (areToBeMarked()) {
            request.removeProperty(PROPERTY);
        }
    }

    /** Whether this server needs the marks. */
    public static boolean areToBeMarked() {
        return ServerTraits.current().isAuthenticatingAgain();
    }

    /** Whether a request is in Jakarta REST, on Payara. */
    public static boolean contains(ServletRequest request) {
        return request.getAttribute(PROPERTY) != null;
    }
}
