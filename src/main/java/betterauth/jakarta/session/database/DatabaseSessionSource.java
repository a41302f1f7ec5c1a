package betterauth.jakarta.session.database;

import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.observe.FailureCause;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions in Better Auth's database by one query each, which only reads. The signature of
 * what is asked for has been verified before. Safe for use by many threads.
 */
public final class DatabaseSessionSource implements SessionSource {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SessionDatabase database;
    private final SessionTables tables;
    private final Duration timeout;
    private final Clock clock;
    private final ReentrantLock preparing = new ReentrantLock();

    /** Null until the tables have been read, and after they have changed. */
    private volatile @Nullable SessionStatement statement;

    public DatabaseSessionSource(Settings settings, SessionDatabase database, Clock clock) {
        this.database = database;
        this.tables = new SessionTables(settings.source());
        this.timeout = settings.session().readTimeout();
        this.clock = clock;
    }

    /**
     * Compares the settings with the tables.
     *
     * @return why that cannot be done now; empty if it is done
     * @throws SettingsException if a table or a column is absent, or may not be read
     */
    public Optional<String> check() {
        try (BoundedConnection bounded = BoundedConnection.open(database.pool(), timeout)) {
            statement = tables.prepare(bounded.connection(), timeout);
            return Optional.empty();
        } catch (SQLException failed) {
            return Optional.of("The database is unavailable: " + SqlFailure.words(failed));
        } catch (NamingException failed) {
            return Optional.of("The data source is unavailable: " + FailureCause.of(failed));
        }
    }

    @Override
    public SessionAnswer find(SessionQuery query) {
        if (query.kind() == SessionQuery.Kind.API_KEY) {
            return new Absent();
        }
        SessionStatement prepared = statement;
        return prepared == null ? prepareAndFind(query) : find(query, prepared);
    }

    /** One at a time: the others' callers try again. */
    private SessionAnswer prepareAndFind(SessionQuery query) {
        if (!preparing.tryLock()) {
            return new Unavailable(null, SOON, false);
        }
        try {
            Optional<String> reason = check();
            SessionStatement prepared = statement;
            if (reason.isEmpty() && prepared != null) {
                return find(query, prepared);
            }
            return new Unavailable(reason.orElse("The tables have changed"), AFTER_FAILURE);
        } catch (SettingsException wrong) {
            return new Unavailable(String.valueOf(wrong.getMessage()), AFTER_FAILURE);
        } finally {
            preparing.unlock();
        }
    }

    private SessionAnswer find(SessionQuery query, SessionStatement prepared) {
        try (BoundedConnection bounded = BoundedConnection.open(database.pool(), timeout)) {
            return prepared.find(bounded.connection(), query.token(), clock.instant(), timeout);
        } catch (SQLException failed) {
            if (SqlFailure.isOfStatement(failed)) {
                // The tables are not what they were: they are read again for the next question.
                statement = null;
            }
            return new Unavailable(
                    "The database is unavailable: " + SqlFailure.words(failed), AFTER_FAILURE);
        } catch (NamingException failed) {
            return new Unavailable(
                    "The data source is unavailable: " + FailureCause.of(failed), AFTER_FAILURE);
        } catch (SettingsException removed) {
            return new Unavailable(String.valueOf(removed.getMessage()), AFTER_FAILURE);
        }
    }
}
