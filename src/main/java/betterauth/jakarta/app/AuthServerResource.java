package betterauth.jakarta.app;

import betterauth.jakarta.config.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tells the page where Better Auth is. */
@Path("public/auth-server")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthServerResource {

    @Inject Settings settings;

    @GET
    public JsonObject authServer() {
        return Json.createObjectBuilder().add("url", settings.url() + settings.basePath()).build();
    }
}
