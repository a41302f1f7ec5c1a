package betterauth.jakarta.it.edge;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Lists objects, which no container made. */
@ApplicationPath("singletons")
public class SingletonsApplication extends Application {

    @Override
    @SuppressWarnings("deprecation") // Applications still use it
    public Set<Object> getSingletons() {
        return Set.of(new Reports(), new Folders());
    }
}
