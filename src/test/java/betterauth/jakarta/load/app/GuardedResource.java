package betterauth.jakarta.load.app;

import betterauth.jakarta.Authenticated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("guarded")
@ApplicationScoped
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class GuardedResource {

    @GET
    public String answer() {
        return "{\"ok\":true}";
    }
}
