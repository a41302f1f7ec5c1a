package betterauth.jakarta.it.oauth;

import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RefusalException;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Open, and says who calls. */
@Path("who")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WhoResource {

    @Inject CurrentUser user;

    @Inject CurrentClient client;

    @Inject JsonWebToken token;

    @Resource ManagedExecutorService executor;

    @GET
    public JsonObject who(@Context SecurityContext security) {
        Principal principal = security.getUserPrincipal();
        return Json.createObjectBuilder(here())
                .add("principal", principal == null ? "" : principal.getName())
                .add("isJsonWebToken", principal instanceof JsonWebToken)
                .add("injectedToken", String.valueOf(token.getSubject()))
                .build();
    }

    /** Authenticated once more, by this and on Payara by the annotation. */
    @GET
    @Path("again")
    @PermitAll
    public JsonObject again(
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context SecurityContext security)
            throws IOException, ServletException {
        boolean isAuthenticated = request.authenticate(response);
        return Json.createObjectBuilder(who(security))
                .add("isAuthenticated", isAuthenticated)
                .build();
    }

    @GET
    @Path("task")
    public JsonObject task() throws InterruptedException, ExecutionException {
        return executor.submit(this::here).get();
    }

    private JsonObject here() {
        return Json.createObjectBuilder()
                .add("client", client.id().orElse(""))
                .add("scopes", String.join(" ", client.scopes()))
                .add("actsForUser", client.actsForUser())
                .add("isUser", user.isAuthenticated())
                .add("user", userId())
                .build();
    }

    private String userId() {
        try {
            return user.id();
        } catch (RefusalException refusal) {
            return refusal.code().name();
        }
    }
}
