package betterauth.jakarta.health;

import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.observe.CallStatistics;
import jakarta.enterprise.inject.spi.CDI;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether credentials can be decided, by what is known already: no probe calls Better Auth for a
 * session, and one that finds no keys begins a fetch no oftener than a token would.
 */
@Readiness
public class ReadinessCheck implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        CDI<Object> beans = CDI.current();
        return answer(
                beans.select(Settings.class).get(),
                beans.select(Issuer.class).get(),
                beans.select(CallStatistics.class).get());
    }

    static HealthCheckResponse answer(Settings settings, Issuer issuer, CallStatistics calls) {
        boolean isOurs = settings.mechanism() == Mechanism.MODULE;
        boolean hasKeys = !isOurs || issuer.areKeysAvailable();
        boolean isAnswering = calls.isAnswering();
        return HealthCheckResponse.named("better-auth")
                .withData("keys", hasKeys ? "available" : "unavailable")
                .withData("sessions", isAnswering ? "available" : "unavailable")
                .status(hasKeys && isAnswering)
                .build();
    }
}
