package betterauth.jakarta.it.openapi;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Open, but for what its interface and Jakarta's annotation say. */
@Path("contracts")
@RequestScoped
@Produces("text/plain;charset=utf-8")
public class Contracts implements Contract {

    @GET
    public String open() {
        return "open";
    }

    @GET
    @Path("signed")
    @Override
    public String signed() {
        return "signed";
    }

    @GET
    @Path("paid")
    @RolesAllowed("payer")
    public String paid() {
        return "paid";
    }
}
