package betterauth.jakarta.it.errors;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Without the library. */
@ApplicationPath("own")
public class BareApplication extends Application {}
