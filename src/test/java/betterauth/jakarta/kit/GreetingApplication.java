package betterauth.jakarta.kit;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** The application that is tested by the kit. */
@ApplicationPath("api")
@LoginConfig(authMethod = "MP-JWT")
public class GreetingApplication extends Application {}
