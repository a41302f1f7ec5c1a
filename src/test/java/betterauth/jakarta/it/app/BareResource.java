package betterauth.jakarta.it.app;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** No scope, so on some servers no CDI bean: no interceptor stands before it there. */
@Path("bare")
@Produces("text/plain;charset=utf-8")
public class BareResource {

    @GET
    public String open() {
        return "open";
    }

    @GET
    @Path("known")
    @Authenticated
    public String known() {
        return "known";
    }

    @POST
    @Path("known")
    @Authenticated
    public String post(String body) {
        return body;
    }

    @GET
    @Path("admin")
    @RequireRole("admin")
    public String admin() {
        return "admin";
    }

    @GET
    @Path("opened")
    @PublicAccess
    public String opened() {
        return "opened";
    }

    @GET
    @Path("role")
    public String role(@Context SecurityContext security) {
        return String.valueOf(security.isUserInRole("admin"));
    }
}
