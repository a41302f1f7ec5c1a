package betterauth.jakarta.it.app;

import betterauth.jakarta.Authenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;

/** Claims in each type in which MicroProfile JWT injects them. */
@Path("claims")
@Produces("text/plain;charset=utf-8")
@RequestScoped
public class ClaimsResource {

    @Inject
    @Claim("email")
    String email;

    @Inject
    @Claim(standard = Claims.exp)
    Long expiry;

    @Inject
    @Claim("groups")
    Set<String> groups;

    @Inject
    @Claim("emailVerified")
    Boolean emailVerified;

    @Inject
    @Claim("role")
    JsonString role;

    @Inject
    @Claim("emailVerified")
    JsonValue json;

    @Inject
    @Claim("name")
    Optional<String> name;

    @Inject
    @Claim("absent")
    Optional<String> absent;

    @Inject
    @Claim("sub")
    ClaimValue<String> subject;

    @Inject
    @Claim("name")
    ClaimValue<Optional<String>> optionalValue;

    @GET
    @Authenticated
    public String claims() {
        return String.join(
                "|",
                email,
                String.valueOf(expiry > 1_700_000_000L),
                groups.toString(),
                emailVerified.toString(),
                role.getString(),
                json.toString(),
                name.toString(),
                absent.toString(),
                String.valueOf(subject.getValue().length()),
                optionalValue.getValue().toString());
    }

    @GET
    @Path("open")
    public String open() {
        return email + "|" + groups + "|" + name + "|" + subject.getValue();
    }
}
