package betterauth.jakarta.kit;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The resource that is tested by the kit. */
@Path("greeting")
@RequestScoped
@Authenticated
@Produces(MediaType.TEXT_PLAIN)
public class Greeting {

    @Inject CurrentUser user;

    @GET
    public String greet() {
        return "Hello, "
                + user.id()
                + " of plan "
                + user.field("plan", String.class).orElse("none");
    }

    @POST
    public String greetBack() {
        return greet();
    }

    @GET
    @Path("admins")
    @RequireRole("admin")
    public String greetAdmins() {
        return "Hello, administrator";
    }
}
