package betterauth.jakarta.it.openapi;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Guarded by a stereotype. */
@Path("/rooms/")
@House
public class Rooms {

    @POST
    public void enter() {}
}
