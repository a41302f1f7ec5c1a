package betterauth.jakarta.it.errors;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** With the library. */
@ApplicationPath("own")
@LoginConfig(authMethod = "MP-JWT")
public class LibraryApplication extends Application {}
