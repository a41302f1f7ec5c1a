package betterauth.jakarta.cors;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Answers preflights before anything else looks at them, for every path and method, and adds the
 * headers to every answer, refusals and faults included.
 */
@PreMatching
@Priority(CorsFilter.FIRST)
public final class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** Before any other request filter, and so after any other response filter. */
    static final int FIRST = 0;

    private static final String ORIGIN = "Origin";
    private static final String REQUESTED_METHOD = "Access-Control-Request-Method";
    private static final String REQUESTED_HEADERS = "Access-Control-Request-Headers";
    private static final String PREFLIGHT = CorsFilter.class.getName();

    private final CorsPolicy policy;

    public CorsFilter(CorsPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String origin = request.getHeaderString(ORIGIN);
        if (CorsPolicy.isPreflight(
                request.getMethod(), origin, request.getHeaderString(REQUESTED_METHOD))) {
            request.setProperty(PREFLIGHT, true);
            request.abortWith(Response.noContent().build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        String origin = request.getHeaderString(ORIGIN);
        headers.add(HttpHeaders.VARY, ORIGIN);
        if (isPreflight(request, origin)) {
            headers.add(HttpHeaders.VARY, REQUESTED_METHOD);
            headers.add(HttpHeaders.VARY, REQUESTED_HEADERS);
            policy.preflightHeaders(String.valueOf(origin)).forEach(headers::putSingle);
        } else {
            policy.answerHeaders(origin).forEach(headers::putSingle);
        }
    }

    private static boolean isPreflight(ContainerRequestContext request, @Nullable String origin) {
        return origin != null && Boolean.TRUE.equals(request.getProperty(PREFLIGHT));
    }
}
