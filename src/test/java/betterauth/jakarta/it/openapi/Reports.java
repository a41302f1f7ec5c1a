package betterauth.jakarta.it.openapi;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** No CDI bean by itself; it has a scheme of the application's. */
@Path("reports/{year: \\d+}")
@Authenticated
@Produces("text/plain;charset=utf-8")
@SecurityScheme(
        securitySchemeName = "own",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        apiKeyName = "X-Own")
public class Reports {

    @GET
    public String all() {
        return "reports";
    }

    @GET
    @Path("open")
    @PublicAccess
    public String open() {
        return "open";
    }

    @DELETE
    @Path("{report}/")
    @RequireRole("admin")
    public void remove() {}

    @GET
    @Path("own")
    @SecurityRequirement(name = "own")
    @APIResponse(responseCode = "401", description = "the application's own")
    public String own() {
        return "own";
    }
}
