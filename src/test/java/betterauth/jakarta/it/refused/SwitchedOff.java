package betterauth.jakarta.it.refused;

import betterauth.jakarta.it.edge.Reports;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/** Finds no features, so no guard would be in force. */
@ApplicationPath("off")
@LoginConfig(authMethod = "MP-JWT")
public class SwitchedOff extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Reports.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jakarta.ws.rs.loadServices", false);
    }
}
