package betterauth.jakarta.it.start;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

@Path("open")
@Produces("text/plain;charset=utf-8")
public class OpenResource {

    @GET
    public String open() {
        return "open";
    }
}
