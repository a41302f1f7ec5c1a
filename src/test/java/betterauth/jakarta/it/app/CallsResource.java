package betterauth.jakarta.it.app;

import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.SessionCache;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** An open resource in front of guarded beans. */
@Path("calls")
@RequestScoped
@Produces("text/plain;charset=utf-8")
public class CallsResource {

    @Inject AdminBean adminBean;
    @Inject TransactionalBean transactionalBean;
    @Inject StatelessBean stateless;
    @Inject ContainerGuardedBean containerGuarded;
    @Inject CurrentUser user;
    @Inject JsonWebToken token;
    @Inject SessionCache sessions;
    @Resource ManagedExecutorService executor;

    @GET
    @Path("stereotype")
    public String stereotype() {
        return adminBean.ofStereotype();
    }

    @GET
    @Path("stereotype-method")
    public String stereotypeMethod() {
        return adminBean.ofMethod();
    }

    @GET
    @Path("transactional")
    public String transactional() {
        return transactionalBean.call();
    }

    @GET
    @Path("ejb")
    public String ejb() {
        return stateless.ofType();
    }

    @GET
    @Path("ejb-both")
    public String ejbBoth() {
        return stateless.ofBothRoles();
    }

    @GET
    @Path("ejb-role")
    public boolean ejbRole(@QueryParam("role") String role) {
        return stateless.isCallerInRole(role);
    }

    @GET
    @Path("servlet-role")
    public boolean servletRole(
            @Context HttpServletRequest request, @QueryParam("role") String role) {
        return request.isUserInRole(role);
    }

    @GET
    @Path("roles-allowed")
    public String rolesAllowed() {
        return containerGuarded.call();
    }

    @GET
    @Path("async")
    public String async() throws InterruptedException {
        return result(stateless.later());
    }

    @GET
    @Path("executor")
    public String executor() throws InterruptedException {
        return result(executor.submit(() -> user.id() + " " + user.roles()));
    }

    @GET
    @Path("user")
    public String user() {
        return String.join(
                "|",
                user.isAuthenticated() + "",
                user.id(),
                user.email().orElse("-"),
                user.roles() + "",
                user.method() + "",
                user.session() + "",
                user.field("emailVerified", Boolean.class) + "",
                user.field("createdAt", Instant.class).isPresent() + "",
                user.field("iat", Long.class).isPresent() + "",
                user.field("none", String.class) + "",
                user.softwareBackground());
    }

    @POST
    @Path("json")
    @Consumes("application/json")
    public String json(String body) {
        return body;
    }

    @GET
    @Path("forget")
    public String forget() {
        user.session().ifPresent(session -> sessions.forget(session.id()));
        return "forgotten";
    }

    @GET
    @Path("anonymous")
    public String anonymous() {
        return user.isAuthenticated()
                + " "
                + user.roles()
                + " "
                + token.getName()
                + " "
                + token.getClaimNames();
    }

    @GET
    @Path("token")
    public String token() {
        return token.getSubject()
                + "|"
                + token.getGroups()
                + "|"
                + token.getClaim("email")
                + "|"
                + (token.getExpirationTime() > token.getIssuedAtTime())
                + "|"
                + token.getAudience()
                + "|"
                + token.getRawToken().split("\\.", -1).length;
    }

    /** What a future brings; a refusal comes out of it as it went in. */
    private static String result(Future<String> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof AuthenticationRequiredException refused
                    ? refused
                    : new IllegalStateException(failed);
        }
    }
}
