package betterauth.jakarta.it.edge;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/** Lists its classes, so that Jakarta REST scans for no other. */
@ApplicationPath("listed")
@DeclareRoles({"user", "admin", "editor"})
@LoginConfig(authMethod = "MP-JWT")
public class ListedApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Reports.class, Folders.class);
    }
}
