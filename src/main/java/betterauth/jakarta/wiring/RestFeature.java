package betterauth.jakarta.wiring;

import betterauth.jakarta.caller.Caller;
import betterauth.jakarta.caller.RestRequests;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.cors.CorsFilter;
import betterauth.jakarta.cors.CorsPolicy;
import betterauth.jakarta.guard.Guard;
import betterauth.jakarta.guard.GuardFeature;
import betterauth.jakarta.problem.EjbAccessMapper;
import betterauth.jakarta.problem.RefusalMapper;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Puts guards, CORS and problem answers in force in every Jakarta REST application, also in one
 * that lists its classes: found by {@code META-INF/services} (Jakarta REST 3.1, section 4.1.2), not
 * by scanning.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class RestFeature implements Feature {

    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration().getRuntimeType() != RuntimeType.SERVER) {
            // Clients find features in the same way.
            return false;
        }
        CDI<Object> beans = CDI.current();
        WebApplication application = beans.select(WebApplication.class).get();
        Settings settings = beans.select(Settings.class).get();
        Guard guard = beans.select(Guard.class).get();
        context.register(
                application.isInitialized()
                        ? GuardFeature.of(guard, application.guarded())
                        : GuardFeature.beforeItIsKnown(guard, application::guarded));
        context.register(new CorsFilter(new CorsPolicy(settings.cors())));
        if (!application.isInitialized() || RestRequests.areToBeMarked()) {
            context.register(new RestRequests());
        }
        context.register(new RefusalMapper(application::challenges));
        context.register(
                new EjbAccessMapper(beans.select(Caller.class).get(), application::challenges));
        return true;
    }
}
