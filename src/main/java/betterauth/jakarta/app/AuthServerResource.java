package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells the page where Better Auth is. */
@Path("public/auth-server")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthServerResource {

    @Inject
    @ConfigProperty(name = "better-auth.url")
    String url;

    @Inject
    @ConfigProperty(name = "better-auth.base-path", defaultValue = "/api/auth")
    String basePath;

    @GET
    public JsonObject authServer() {
        URI api = URI.create(url.strip()).resolve(basePath.strip());
        return JSON.createObjectBuilder().add("url", api.toString()).build();
    }
}
