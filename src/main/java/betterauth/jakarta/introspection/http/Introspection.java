package betterauth.jakarta.introspection.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Better Auth's introspection endpoint (RFC 7662), as a MicroProfile Rest Client. The path is the
 * method's: the type would be taken for a resource with one.
 */
public interface Introspection extends AutoCloseable {

    /**
     * Asks about a token.
     *
     * @param authorization the client's credentials; null where they are in the form
     * @param forwardedFor the caller's address, which Better Auth counts its rate limit by
     * @param form the parameters, encoded
     */
    @POST
    @Path("oauth2/introspect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response introspect(
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("X-Forwarded-For") String forwardedFor,
            String form);

    /** Gives connections and threads back. */
    @Override
    void close();
}
