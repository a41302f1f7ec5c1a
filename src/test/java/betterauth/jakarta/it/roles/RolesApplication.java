package betterauth.jakarta.it.roles;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

@ApplicationPath("app")
@DeclareRoles({"user", "admin", "editor"})
@LoginConfig(authMethod = "MP-JWT")
public class RolesApplication extends Application {}
