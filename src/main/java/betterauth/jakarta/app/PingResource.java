package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Open to everyone: serves callers whose credential is refused, too. */
@Path("public/ping")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PingResource {

    @GET
    public JsonObject ping() {
        return JSON.createObjectBuilder().add("ok", true).build();
    }
}
