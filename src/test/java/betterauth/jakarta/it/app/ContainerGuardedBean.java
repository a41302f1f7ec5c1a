package betterauth.jakarta.it.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Singleton;

/** Guarded by the server itself. */
@Singleton
@RolesAllowed("admin")
public class ContainerGuardedBean {

    public String call() {
        return "admin";
    }
}
