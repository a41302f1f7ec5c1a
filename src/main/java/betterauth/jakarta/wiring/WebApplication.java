package betterauth.jakarta.wiring;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.guard.GuardedApplication;
import betterauth.jakarta.guard.GuardsFound;
import betterauth.jakarta.problem.Challenges;
import betterauth.jakarta.resource.ResourceMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The web application that the library is part of, known once its context is initialized. */
@ApplicationScoped
class WebApplication {

    @Inject Settings settings;

    private volatile @Nullable GuardedApplication guarded;
    private volatile @Nullable GuardsFound guards;
    private volatile Challenges challenges = Challenges.BEARER;

    /**
     * Takes down what {@link ResourceTypes} found.
     *
     * @throws IllegalStateException if it was not called, so that resources cannot be known
     */
    void initialize(ServletContext context) {
        Set<Class<?>> resources = ResourceTypes.of(context);
        guards = GuardsFound.among(resources);
        challenges = challenges(context.getContextPath());
        guarded = new GuardedApplication(settings.paths(), context.getContextPath(), resources);
    }

    private Challenges challenges(String contextPath) {
        return settings.oauth().isEnabled()
                ? new Challenges(metadata().url(contextPath).orElse(null), dpopAlgorithms())
                : Challenges.BEARER;
    }

    private List<String> dpopAlgorithms() {
        return settings.jwt().publicKeyAlgorithms().stream().map(JwsAlgorithm::label).toList();
    }

    /** What this application says of itself to OAuth clients. */
    ResourceMetadata metadata() {
        return new ResourceMetadata(settings.oauth(), guards().scopes(), dpopAlgorithms());
    }

    /** The guards that the application's annotations declare. */
    GuardsFound guards() {
        return known(guards);
    }

    /** The challenges of refusals. */
    Challenges challenges() {
        return challenges;
    }

    /** Whether {@link #initialize} was called. */
    boolean isInitialized() {
        return guarded != null;
    }

    GuardedApplication guarded() {
        return known(guarded);
    }

    private static <T> T known(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Web application is not initialized");
        }
        return part;
    }
}
