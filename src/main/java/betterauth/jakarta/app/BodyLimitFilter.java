package betterauth.jakarta.app;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Bounds what a request may send (OWASP ASVS 5.0, V4): status 413 beyond 64 KiB, whatever the
 * request says of its length. Runs after the guards, so that an anonymous caller's body is not read
 * at all.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
public class BodyLimitFilter implements ContainerRequestFilter {

    static final int MAXIMUM_BYTES = 64 * 1024;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (request.getLength() > MAXIMUM_BYTES) {
            refuse(request);
            return;
        }
        byte[] body = request.getEntityStream().readNBytes(MAXIMUM_BYTES + 1);
        if (body.length > MAXIMUM_BYTES) {
            refuse(request);
        } else {
            request.setEntityStream(new ByteArrayInputStream(body));
        }
    }

    private static void refuse(ContainerRequestContext request) {
        request.abortWith(Response.status(Response.Status.REQUEST_ENTITY_TOO_LARGE).build());
    }
}
