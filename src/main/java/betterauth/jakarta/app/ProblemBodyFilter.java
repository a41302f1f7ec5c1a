package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Gives an error without a body problem details (RFC 9457) that tell its status: without a body
 * some servers answer with a page of their own, each with another.
 */
@Provider
public class ProblemBodyFilter implements ContainerResponseFilter {

    private static final MediaType MEDIA_TYPE =
            new MediaType("application", "problem+json", "utf-8");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        StatusType status = response.getStatusInfo();
        if (status.getStatusCode() < 400 || response.hasEntity()) {
            return;
        }
        String body =
                JSON.createObjectBuilder()
                        .add("type", "about:blank")
                        .add("title", status.getReasonPhrase())
                        .add("status", status.getStatusCode())
                        .build()
                        .toString();
        response.setEntity(body, new Annotation[0], MEDIA_TYPE);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
