package betterauth.jakarta.app;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.auth.LoginConfig;

/**
 * The REST API. {@code @LoginConfig} makes the server give every request to the authentication
 * module. It is a bean since Payara's own MicroProfile JWT looks for the annotation on beans only.
 */
@Dependent
@ApplicationPath("api")
@DeclareRoles({"user", "admin", "editor"})
@LoginConfig(authMethod = "MP-JWT")
public class Api extends Application {

    /** No description of the API that nobody asked for. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
