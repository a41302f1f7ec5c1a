package betterauth.jakarta.load.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@link GuardedResource} without its guard. */
@Path("guarded")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class BareResource {

    @GET
    public String answer() {
        return "{\"ok\":true}";
    }
}
