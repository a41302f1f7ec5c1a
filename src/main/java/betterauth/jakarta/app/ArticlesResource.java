package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireRole;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** For those who write: either of two roles is enough. */
@Path("articles/draft")
@RequestScoped
@RequireRole({"editor", "admin"})
@Produces(MediaType.APPLICATION_JSON)
public class ArticlesResource {

    @Inject CurrentUser user;

    @GET
    public JsonObject draft() {
        return JSON.createObjectBuilder()
                .add("title", "Draft")
                .add("author", user.name().orElseGet(user::id))
                .build();
    }
}
