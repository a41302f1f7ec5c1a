package betterauth.jakarta.guard;

import betterauth.jakarta.config.PathSettings;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What the guards of Jakarta REST know of the application: its paths and its resources. */
public final class GuardedApplication {

    private final PathSettings settings;
    private final String contextPath;
    private final LocatorRules locators;
    private final LocatorRules standardLocators;
    private final boolean hasLocators;

    /**
     * Describes an application.
     *
     * @param contextPath as the server reports it: one says {@code /} for the root, others nothing
     * @param resources the types with {@code @Path}
     */
    public GuardedApplication(
            PathSettings settings, String contextPath, Collection<Class<?>> resources) {
        this.settings = settings;
        this.contextPath = contextPath.equals("/") ? "" : contextPath;
        this.locators = new LocatorRules(GuardRules.OWN, resources);
        this.standardLocators = new LocatorRules(GuardRules.STANDARD, resources);
        this.hasLocators = !locators.isEmpty();
    }

    /** Whether the settings demand an authenticated caller anywhere. */
    boolean isAnyProtected() {
        return settings.isAnyProtected();
    }

    /** Whether they do so for a request, as asked for or as rewritten. */
    boolean isProtected(ContainerRequestContext request) {
        if (!isAnyProtected()) {
            return false;
        }
        String original = OriginalPathFilter.pathOf(request);
        return isProtected(request.getUriInfo().getRequestUri().getRawPath())
                || (original != null && isProtected(original));
    }

    private boolean isProtected(String rawPath) {
        Optional<String> path =
                RequestPath.normalize(rawPath)
                        .filter(whole -> whole.startsWith(contextPath))
                        .map(whole -> whole.substring(contextPath.length()));
        // A path that is not written plainly may mean anything, so it is protected.
        return path.isEmpty() || settings.protects(path.get());
    }

    /** Whether there is a sub-resource locator at all. */
    boolean hasLocators() {
        return hasLocators;
    }

    /**
     * The rules of the sub-resource locators that a request may run; empty ones for none.
     *
     * @param readings of the request's path
     */
    Set<Optional<GuardRule>> locatorRules(Optional<Set<String>> readings) {
        return locators.of(readings);
    }

    /** The same by the annotations of Jakarta. */
    Set<Optional<GuardRule>> standardLocatorRules(Optional<Set<String>> readings) {
        return standardLocators.of(readings);
    }

    /** How the path of a request may be read; empty if that is unknown. */
    static Optional<Set<String>> readings(UriInfo request) {
        String path = request.getPath(false);
        return RequestPath.readings(path.startsWith("/") ? path : "/" + path);
    }
}
