package betterauth.jakarta.wiring;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.guard.GuardedApplication;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The web application that the library is part of, known once its context is initialized. */
@ApplicationScoped
class WebApplication {

    @Inject Settings settings;

    private volatile @Nullable GuardedApplication guarded;

    /**
     * Takes down what {@link ResourceTypes} found.
     *
     * @throws IllegalStateException if it was not called, so that resources cannot be known
     */
    void initialize(ServletContext context) {
        Set<Class<?>> resources = ResourceTypes.of(context);
        guarded = new GuardedApplication(settings.paths(), context.getContextPath(), resources);
    }

    /** Whether {@link #initialize} was called. */
    boolean isInitialized() {
        return guarded != null;
    }

    GuardedApplication guarded() {
        GuardedApplication known = guarded;
        if (known == null) {
            throw new IllegalStateException("Web application is not initialized");
        }
        return known;
    }
}
