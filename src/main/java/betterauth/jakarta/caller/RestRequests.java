package betterauth.jakarta.caller;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Marks the requests that have reached Jakarta REST, whose answer is made there: Payara calls
 * {@code SecurityContext.authenticate} for each resource with {@code @PermitAll}, and goes on
 * whatever the module says.
 */
@PreMatching
public final class RestRequests implements ContainerRequestFilter {

    /** Jakarta REST keeps properties of a request as attributes of the servlet's. */
    private static final String PROPERTY = RestRequests.class.getName();

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(PROPERTY, true);
    }

    /** Whether a request has reached Jakarta REST. */
    public static boolean contains(ServletRequest request) {
        return request.getAttribute(PROPERTY) != null;
    }
}
