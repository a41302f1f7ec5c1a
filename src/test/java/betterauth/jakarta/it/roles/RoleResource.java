package betterauth.jakarta.it.roles;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Tells the same by Jakarta REST. */
@Path("role")
@RequestScoped
@Produces("text/plain;charset=utf-8")
public class RoleResource {

    @GET
    public String role(@Context SecurityContext security, @QueryParam("role") String role) {
        return "server " + security.isUserInRole(role);
    }
}
