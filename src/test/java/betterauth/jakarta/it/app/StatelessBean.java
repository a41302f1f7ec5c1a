package betterauth.jakarta.it.app;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RequireRole;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.concurrent.Future;

/** Guarded by this project; WildFly answers isCallerInRole for declared roles only. */
@Stateless
@PermitAll
@DeclareRoles({"user", "admin", "editor"})
@RequireRole({"admin", "editor"})
public class StatelessBean {

    @Inject CurrentUser user;
    @Resource SessionContext context;

    public String ofType() {
        return user.id();
    }

    @Authenticated
    public boolean isCallerInRole(String role) {
        return context.isCallerInRole(role);
    }

    @RequireRole(
            value = {"user", "editor"},
            match = RequireRole.Match.ALL)
    public String ofBothRoles() {
        return "both";
    }

    @Authenticated
    @Asynchronous
    public Future<String> later() {
        return new AsyncResult<>(user.id() + " " + user.roles());
    }
}
