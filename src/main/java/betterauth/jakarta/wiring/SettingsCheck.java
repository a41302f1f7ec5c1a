package betterauth.jakarta.wiring;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.config.Values;
import betterauth.jakarta.identity.Identities;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.spi.SessionSource;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Checks every setting while the application is deployed (CDI 4.0, section 11.5): a wrong one stops
 * the deployment, on every server, with one line in the log that names it.
 */
public class SettingsCheck implements Extension {

    private static final System.Logger LOG = Loggers.deployment();

    void check(@Observes AfterDeploymentValidation deployment, BeanManager beans) {
        try {
            Settings settings = read();
            checkSources(beans);
            // Reads the keys and finds the provider that the settings name; fetches nothing.
            Clock clock = Clock.systemUTC();
            Identities identities = new Identities(new Roles(settings.user().rolesClaims()), clock);
            var unused = TokenAuthenticator.create(settings, identities, clock, Runnable::run);
        } catch (SettingsException wrong) {
            LOG.log(System.Logger.Level.ERROR, wrong.getMessage());
            deployment.addDeploymentProblem(wrong);
        }
    }

    private static void checkSources(BeanManager beans) {
        Set<Bean<?>> sources = beans.getBeans(SessionSource.class, Any.Literal.INSTANCE);
        if (sources.size() > 1) {
            throw new SettingsException(
                    "There must be at most one CDI bean of type SessionSource: "
                            + sources.stream()
                                    .map(source -> source.getBeanClass().getName())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** The settings of the application whose class loader the current thread has. */
    static Settings read() {
        Config config = ConfigProvider.getConfig();
        return Settings.read(new Values(key -> config.getOptionalValue(key, String.class)));
    }
}
