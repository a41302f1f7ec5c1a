package betterauth.jakarta.it.openapi;

import betterauth.jakarta.RequireRole;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Found by a locator. */
@Produces("text/plain;charset=utf-8")
public class Folder {

    @GET
    @Path("leaf")
    @RequireRole("admin")
    public String leaf() {
        return "leaf";
    }
}
