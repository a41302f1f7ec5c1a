package betterauth.jakarta.app;

import static betterauth.jakarta.app.JsonBodies.JSON;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.UserSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that is known of the caller. */
@Path("me")
@RequestScoped
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @Inject CurrentUser user;

    @GET
    public JsonObject me() {
        return JSON.createObjectBuilder()
                .add("id", user.id())
                .add("email", textOrNull(user.email()))
                .add("name", textOrNull(user.name()))
                .add(
                        "emailVerified",
                        user.field("emailVerified", JsonValue.class).orElse(JsonValue.NULL))
                .add("image", user.field("image", JsonValue.class).orElse(JsonValue.NULL))
                .add("roles", JSON.createArrayBuilder(user.roles()))
                .add("method", user.method().label())
                .add(
                        "session",
                        user.session().<JsonValue>map(MeResource::session).orElse(JsonValue.NULL))
                .add("fields", fields())
                .build();
    }

    private JsonObjectBuilder fields() {
        JsonObjectBuilder fields = JSON.createObjectBuilder();
        Stream.concat(Interests.FIELDS.stream(), user.customFields().stream())
                .forEach(name -> fields.add(name, user.customField(name)));
        return fields;
    }

    private static JsonObject session(UserSession session) {
        return JSON.createObjectBuilder()
                .add("id", session.id())
                .add("expiresAt", session.expiresAt().toString())
                .add("activeOrganizationId", textOrNull(session.organization()))
                .add("impersonatedBy", textOrNull(session.impersonator()))
                .build();
    }

    private static JsonValue textOrNull(Optional<String> text) {
        return text.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
    }
}
