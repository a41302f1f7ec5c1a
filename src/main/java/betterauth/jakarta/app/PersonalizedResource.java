package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * An answer made for the caller, from the custom fields that they filled in when they signed up.
 */
@Path("personalized")
@RequestScoped
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PersonalizedResource {

    @Inject CurrentUser user;

    @GET
    public JsonObject content() {
        Interests interests = Interests.of(user);
        return JSON.createObjectBuilder()
                .add("content_level", interests.softwareBackground())
                .add("focus_area", interests.interestArea())
                .add("hardware_background", interests.hardwareBackground())
                .build();
    }
}
