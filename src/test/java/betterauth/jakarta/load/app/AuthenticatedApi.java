package betterauth.jakarta.load.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** The application on the library. */
@ApplicationPath("api")
@LoginConfig(authMethod = "MP-JWT")
public class AuthenticatedApi extends Application {}
