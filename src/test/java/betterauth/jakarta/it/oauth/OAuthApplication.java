package betterauth.jakarta.it.oauth;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

@ApplicationPath("/")
@DeclareRoles({"user", "admin"})
@LoginConfig(authMethod = "MP-JWT")
public class OAuthApplication extends Application {}
