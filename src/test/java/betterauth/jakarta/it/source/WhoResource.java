package betterauth.jakarta.it.source;

import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Says who calls. */
@Path("who")
@RequestScoped
@Produces("text/plain;charset=utf-8")
public class WhoResource {

    @Inject CurrentUser user;

    @GET
    @RequireRole("admin")
    public String who() {
        return user.email().orElse("?") + " " + user.method().label();
    }
}
