package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import betterauth.jakarta.Authenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/**
 * Guarded here, before the body is read, and by the EJB behind it, which others may call as well.
 */
@Path("notes")
@RequestScoped
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class NotesResource {

    private static final int LONGEST_NOTE = 1000;

    @Inject Notes notes;

    @GET
    public JsonObject mine() {
        return JSON.createObjectBuilder()
                .add("notes", JSON.createArrayBuilder(notes.mine()))
                .build();
    }

    /** Takes {@code {"text": "..."}} of 1 to 1000 characters. */
    @POST
    public Response add(InputStream body) {
        notes.add(JsonBodies.text(body, "text", LONGEST_NOTE));
        return Response.status(Response.Status.CREATED).entity(mine()).build();
    }
}
