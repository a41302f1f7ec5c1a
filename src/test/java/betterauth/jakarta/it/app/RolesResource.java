package betterauth.jakarta.it.app;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.security.Principal;

/** The annotations of Jakarta itself, and the principal that CDI injects. */
@Path("roles")
@RequestScoped
@RolesAllowed("admin")
@Produces("text/plain;charset=utf-8")
public class RolesResource {

    @Inject Principal principal;

    @GET
    public String admins() {
        return "admins";
    }

    @GET
    @Path("staff")
    @RolesAllowed({"editor", "admin"})
    public String staff() {
        return "staff";
    }

    @GET
    @Path("none")
    @DenyAll
    public String none() {
        return "none";
    }

    @GET
    @Path("all")
    @PermitAll
    public String all() {
        return String.valueOf(principal.getName());
    }
}
