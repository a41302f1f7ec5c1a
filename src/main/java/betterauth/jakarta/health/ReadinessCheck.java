package betterauth.jakarta.health;

import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.observe.CallStatistics;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether credentials can be decided, by what is known already: no probe calls Better Auth for a
 * session, and one that finds no keys begins a fetch no oftener than a token would.
 */
@Readiness
public class ReadinessCheck implements HealthCheck {

    @Inject Settings settings;

    @Inject Issuer issuer;

    @Inject CallStatistics calls;

    @Override
    public HealthCheckResponse call() {
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
