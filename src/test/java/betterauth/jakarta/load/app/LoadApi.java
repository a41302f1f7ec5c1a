package betterauth.jakarta.load.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The application as it is, without authentication. */
@ApplicationPath("api")
public class LoadApi extends Application {}
