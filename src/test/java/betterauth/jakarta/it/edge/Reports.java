package betterauth.jakarta.it.edge;

import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Protected by its path, or by annotation. */
@Path("reports")
@Produces("text/plain;charset=utf-8")
public class Reports {

    @GET
    public String all() {
        return "reports";
    }

    @GET
    @Path("admin")
    @RequireRole("admin")
    public String admin() {
        return "for administrators";
    }

    @GET
    @Path("open")
    @PublicAccess
    public String open() {
        return "open";
    }

    @GET
    @Path("paid")
    @PublicAccess
    public String paid() {
        throw new ClientErrorException("Order already paid", 409);
    }
}
