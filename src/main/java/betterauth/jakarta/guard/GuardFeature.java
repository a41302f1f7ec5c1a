package betterauth.jakarta.guard;

import betterauth.jakarta.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Guards Jakarta REST resources by their annotations, and those without any by their paths.
 * Resources that are no CDI beans pass no interceptor, and whether a class without a scope is one
 * differs by server.
 */
@Provider
public class GuardFeature implements DynamicFeature {

    @Inject Guard guard;
    @Inject Settings settings;
    @Inject ServletContext servletContext;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Optional<GuardRule> rule =
                GuardRules.of(resource.getResourceClass(), resource.getResourceMethod());
        context.register(
                new GuardFilter(guard, resource.getResourceClass(), rule),
                Priorities.AUTHORIZATION);
        if (rule.isEmpty() && settings.paths().isAnyProtected()) {
            context.register(
                    new ProtectedPathsFilter(guard, settings.paths(), this::contextPath),
                    Priorities.AUTHORIZATION);
        }
    }

    /**
     * Known to a request only. Of the root context it is empty, though one server says {@code /}.
     */
    private String contextPath() {
        String path = servletContext.getContextPath();
        return path.equals("/") ? "" : path;
    }
}
