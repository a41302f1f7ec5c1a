package betterauth.jakarta.it.errors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Fails in each way that an application does. */
@Path("orders")
@RequestScoped
@Produces("text/plain")
public class Orders {

    @GET
    public String orders() {
        return "none";
    }

    @GET
    @Path("broken")
    public String broken() {
        String none = System.getProperty("betterauth.jakarta.it.none");
        return none.trim();
    }

    @GET
    @Path("mapped")
    public String mapped() {
        throw new OrderException("Order without lines");
    }

    @GET
    @Path("paid")
    public String paid() {
        throw new ClientErrorException("Order already paid", 409);
    }

    @GET
    @Path("missing")
    public String missing() {
        throw new NotFoundException("No such order");
    }

    @GET
    @Path("forbidden")
    public String forbidden() {
        throw new ForbiddenException("Not your order");
    }

    @GET
    @Path("unauthorized")
    public String unauthorized() {
        throw new NotAuthorizedException("Basic realm=\"orders\"");
    }

    @GET
    @Path("unavailable")
    public String unavailable() {
        throw new ServiceUnavailableException(120L);
    }

    @GET
    @Path("teapot")
    public String teapot() {
        throw new WebApplicationException(
                Response.status(418).type("text/plain").entity("A teapot").build());
    }

    @GET
    @Path("empty")
    public Response empty() {
        return Response.status(400).build();
    }
}
