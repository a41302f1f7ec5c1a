package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireScope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * For OAuth clients with the scope, by access tokens, and for users in person. Guarded here, before
 * the body is read, and by the bean behind it.
 */
@Path("orders")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrdersResource {

    private static final int LONGEST_ITEM = 100;

    @Inject Orders orders;

    @Inject CurrentUser user;

    @Inject CurrentClient client;

    @GET
    @RequireScope("orders:read")
    public JsonObject orders() {
        return answer(orders.visible());
    }

    /**
     * Takes {@code {"item": "..."}} of 1 to 100 characters and answers with this order alone: who
     * may write need not be allowed to read.
     */
    @POST
    @RequireScope("orders:write")
    public Response add(InputStream body) {
        String item = JsonBodies.text(body, "item", LONGEST_ITEM);
        orders.add(item);
        return Response.status(Response.Status.CREATED).entity(answer(List.of(item))).build();
    }

    /** The orders, and who calls: a client, a user, or a client that acts for a user. */
    private JsonObject answer(List<String> items) {
        return JSON.createObjectBuilder()
                .add("orders", JSON.createArrayBuilder(items))
                .add("client", textOrNull(client.id()))
                .add(
                        "user",
                        user.isAuthenticated()
                                ? JSON.createValue(user.name().orElseGet(user::id))
                                : JsonValue.NULL)
                .build();
    }

    private static JsonValue textOrNull(Optional<String> text) {
        return text.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
    }
}
