package betterauth.jakarta.wiring;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.config.SourceSettings;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.spi.SessionSource;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import java.time.Clock;
import java.util.HashSet;
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

    private final Set<Bean<?>> sources = new HashSet<>();
    private final SharedLibrary shared = new SharedLibrary();

    /** Whatever bean archive it is in, which a {@code BeanManager} does not see on every server. */
    void collect(@Observes ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        if (bean.getTypes().contains(SessionSource.class)
                && !(bean instanceof Decorator)
                && !(bean instanceof Interceptor)) {
            sources.add(bean);
        }
    }

    void collectTypes(@Observes ProcessInjectionTarget<?> event) {
        shared.collect(event.getAnnotatedType().getJavaClass());
    }

    void check(@Observes AfterDeploymentValidation deployment, BeanManager beans) {
        try {
            shared.check();
            Settings settings = read();
            checkSources(beans, settings);
            // Reads the keys and finds the provider that the settings name; fetches nothing.
            Clock clock = Clock.systemUTC();
            ClaimsMapper identities =
                    new ClaimsMapper(
                            new Roles(settings.user().rolesClaims()),
                            settings.jwt().profile(),
                            clock);
            var unused = TokenAuthenticator.create(settings, identities, clock, Runnable::run);
            if (DatabaseCheck.isNeeded(settings)) {
                DatabaseCheck.run(settings, clock);
            }
        } catch (SettingsException wrong) {
            LOG.log(System.Logger.Level.ERROR, wrong.getMessage());
            deployment.addDeploymentProblem(wrong);
        }
    }

    private void checkSources(BeanManager beans, Settings settings) {
        if (!sources.isEmpty() && settings.session().secrets().isEmpty()) {
            throw new SettingsException(
                    "better-auth.secret must be set where the application has a SessionSource: it"
                            + " verifies cookies before the source is asked");
        }
        if (!sources.isEmpty() && settings.source().kind() != SourceSettings.Kind.HTTP) {
            throw new SettingsException(
                    "better-auth.session.source must not be set where the application has a"
                            + " SessionSource: it is read instead");
        }
        try {
            var unused = beans.resolve(sources);
        } catch (AmbiguousResolutionException several) {
            throw new SettingsException(
                    "There must be at most one CDI bean of type SessionSource: "
                            + sources.stream()
                                    .map(source -> source.getBeanClass().getName())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    /**
     * The settings of the application whose class loader the current thread has. While an EAR is
     * deployed, that may be the EAR's, which does not see the configuration of its WARs.
     */
    static Settings read() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        Config config =
                context == null || SharedLibrary.isSeenBy(context)
                        ? ConfigProvider.getConfig()
                        : ConfigProvider.getConfig(SettingsCheck.class.getClassLoader());
        return Settings.read(new ConfigValues(key -> config.getOptionalValue(key, String.class)));
    }
}
