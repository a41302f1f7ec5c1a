package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The least that a guarded resource is. */
@Path("protected")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProtectedResource {

    @Inject CurrentUser user;

    @GET
    @Authenticated
    public JsonObject whoCalls() {
        return JSON.createObjectBuilder().add("user", user.email().orElseGet(user::id)).build();
    }
}
