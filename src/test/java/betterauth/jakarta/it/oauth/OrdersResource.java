package betterauth.jakarta.it.oauth;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireScope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.concurrent.ExecutionException;

/** Guarded by scopes, with and without other guards. */
@Path("orders")
@RequireScope("orders:read")
@Produces("text/plain;charset=utf-8")
public class OrdersResource {

    @Inject OrdersBean bean;

    @Inject OrdersArchive archive;

    @GET
    public String read() {
        return "orders";
    }

    @GET
    @Path("write")
    @RequireScope({"orders:read", "orders:write"})
    public String write() {
        return "written";
    }

    @GET
    @Path("users")
    @Authenticated
    @RequireScope("orders:read")
    public String users() {
        return "users";
    }

    @GET
    @Path("admins")
    @RequireRole("admin")
    @RequireScope("orders:read")
    public String admins() {
        return "admins";
    }

    @GET
    @Path("standard")
    @RolesAllowed("admin")
    public String standard() {
        return "standard";
    }

    @GET
    @Path("anybody")
    @RolesAllowed("**")
    public String anybody() {
        return "anybody";
    }

    @GET
    @Path("known")
    @Authenticated
    public String known() {
        return "known";
    }

    @GET
    @Path("ejb")
    public String ejb() {
        return bean.read();
    }

    @GET
    @Path("ejb/write")
    public String ejbWrite() {
        return bean.write();
    }

    @GET
    @Path("ejb/later")
    public String ejbLater() throws InterruptedException, ExecutionException {
        return bean.later().get();
    }

    @GET
    @Path("cdi")
    public String cdi() {
        return archive.clear();
    }
}
