package betterauth.jakarta.wiring;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.UnknownKeys;
import betterauth.jakarta.cors.CookieSites;
import betterauth.jakarta.guard.GuardsFound;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.spi.SessionSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;

/** Logs what is deployed, and each likely mistake that can be seen without a request. */
@ApplicationScoped
class Deployment {

    private static final System.Logger LOG = Loggers.deployment();

    @Inject Settings settings;

    @Inject @Any Instance<SessionSource> sources;

    /** Logs both. A report that fails keeps no application from being deployed. */
    void log(String contextPath, GuardsFound guards) {
        try {
            report(contextPath, guards);
        } catch (RuntimeException | LinkageError failed) {
            LOG.log(System.Logger.Level.WARNING, "The start cannot be reported", failed);
        }
    }

    private void report(String contextPath, GuardsFound guards) {
        StartReport report =
                new StartReport(version(), contextPath, settings, sessionSource(), guards);
        LOG.log(System.Logger.Level.INFO, report::text);
        mistakes(settings, guards, ConfigProvider.getConfig().getPropertyNames())
                .forEach(line -> LOG.log(System.Logger.Level.WARNING, () -> line));
    }

    /** A line for each. */
    static List<String> mistakes(Settings settings, GuardsFound guards, Iterable<String> names) {
        List<String> lines = new ArrayList<>(UnknownKeys.ofSettings().among(names));
        lines.addAll(CookieSites.otherSites(settings));
        lines.addAll(settings.source().mistakes());
        boolean hasOrigins =
                settings.cors().anyOrigin() || !settings.cors().allowedOrigins().isEmpty();
        if (hasOrigins && guards.isEmpty() && !settings.paths().isAnyProtected()) {
            lines.add(
                    "better-auth.cors.allowed-origins lets front ends call, but nothing is guarded:"
                            + " there is no @Authenticated, no @RequireRole, no @RequireScope and no"
                            + " better-auth.protected-paths");
        }
        return lines;
    }

    private String sessionSource() {
        if (!settings.session().enabled() && !settings.session().apiKeys()) {
            return "none";
        }
        if (!sources.isUnsatisfied()) {
            return sources.getHandle().getBean().getBeanClass().getName();
        }
        return switch (settings.source().kind()) {
            case HTTP -> "get-session of Better Auth";
            case DATABASE ->
                    "Better Auth's database, by the data source "
                            + settings.source().database().dataSource();
            case REDIS ->
                    "Better Auth's secondary storage, " + settings.source().redis().requireServer();
        };
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = Deployment.class.getResourceAsStream("version.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.DEBUG, "Version is unknown", unreadable);
        }
        return properties.getProperty("version", "of an unknown version");
    }
}
