package betterauth.jakarta.wiring;

import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.config.SourceSettings;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.session.database.DatabaseSessionSource;
import betterauth.jakarta.session.database.JndiDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares the settings with Better Auth's database while the application is deployed. A database
 * that does not answer is no mistake of the settings: it is compared with the first session then.
 */
final class DatabaseCheck {

    private static final System.Logger LOG = Loggers.deployment();

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int ATTEMPTS = 50;

    private DatabaseCheck() {}

    /** Whether sessions are read from the database. */
    static boolean isNeeded(Settings settings) {
        return settings.source().kind() == SourceSettings.Kind.DATABASE
                && settings.session().enabled()
                && settings.mechanism() == Mechanism.MODULE;
    }

    /**
     * Compares them.
     *
     * @throws SettingsException if there is no such data source, table or column
     */
    static void run(Settings settings, Clock clock) {
        awaitDataSource(new JndiDataSource(settings.source().database().requiredDataSource()));
        source(settings, clock)
                .check()
                .ifPresent(
                        reason ->
                                LOG.log(
                                        System.Logger.Level.WARNING,
                                        () ->
                                                reason
                                                        + ". Sessions get 503 until it answers, and"
                                                        + " its tables are checked then"));
    }

    /** WildFly deploys applications and starts data sources at the same time. */
    private static void awaitDataSource(JndiDataSource dataSource) {
        for (int i = 0; i < ATTEMPTS && !dataSource.isBound(); i++) {
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    static DatabaseSessionSource source(Settings settings, Clock clock) {
        return new DatabaseSessionSource(
                settings,
                new JndiDataSource(settings.source().database().requiredDataSource()),
                clock);
    }
}
