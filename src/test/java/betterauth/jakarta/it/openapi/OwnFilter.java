package betterauth.jakarta.it.openapi;

import betterauth.jakarta.openapi.GuardedOperations;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** What an application adds to the library's filter. */
public class OwnFilter extends GuardedOperations {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        super.filterOpenAPI(document);
        document.addExtension("x-audience", "partners");
    }
}
