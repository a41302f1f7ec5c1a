package betterauth.jakarta.session.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Better Auth's {@code get-session}, as a MicroProfile Rest Client. The path is the method's: the
 * type would be taken for a resource with one.
 */
public interface GetSession extends AutoCloseable {

    /**
     * Asks for the session of exactly one credential; the others are null.
     *
     * @param disableRefresh true, so that asking does not extend the session behind the browser's
     *     back; null where Better Auth does not take it
     * @param forwardedFor the caller's address, which Better Auth counts its rate limit by
     */
    @GET
    @Path("get-session")
    @Produces(MediaType.APPLICATION_JSON)
    Response get(
            @QueryParam("disableRefresh") @Nullable Boolean disableRefresh,
            @HeaderParam("X-Forwarded-For") String forwardedFor,
            @HeaderParam("Cookie") @Nullable String cookie,
            @HeaderParam("Authorization") @Nullable String authorization,
            @HeaderParam("x-api-key") @Nullable String apiKey);

    /** Asks for the metadata of OpenID Connect Discovery 1.0, section 4, which may be absent. */
    @GET
    @Path(".well-known/openid-configuration")
    @Produces(MediaType.APPLICATION_JSON)
    Response discover();

    /** Gives connections and threads back. */
    @Override
    void close();
}
