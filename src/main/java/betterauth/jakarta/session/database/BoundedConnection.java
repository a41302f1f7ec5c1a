package betterauth.jakarta.session.database;

import betterauth.jakarta.observe.Loggers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A connection of the pool, in which each statement is committed by itself, and that waits for the
 * network no longer than it should. It is given back as it was, since applications may use the same
 * pool.
 */
final class BoundedConnection implements AutoCloseable {

    private static final System.Logger LOG = Loggers.sessions();
    private static final int UNKNOWN = -1;

    /** After the database itself should have ended the query. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Connection connection;
    private boolean isCommitted;
    private int networkTimeout = UNKNOWN;

    private BoundedConnection(Connection connection) {
        this.connection = connection;
    }

    /**
     * Takes a connection.
     *
     * @throws SQLException if the pool has none, or the database does not answer
     */
    static BoundedConnection open(DataSource pool, Duration timeout) throws SQLException {
        BoundedConnection bounded = new BoundedConnection(pool.getConnection());
        try {
            bounded.bound(timeout.plus(GRACE));
            return bounded;
        } catch (SQLException | RuntimeException failed) {
            bounded.close();
            throw failed;
        }
    }

    Connection connection() {
        return connection;
    }

    private void bound(Duration timeout) throws SQLException {
        isCommitted = connection.getAutoCommit();
        if (!isCommitted) {
            connection.setAutoCommit(true);
        }
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, millis(timeout));
            networkTimeout = before;
        } catch (SQLFeatureNotSupportedException none) {
            LOG.log(System.Logger.Level.DEBUG, "The driver has no network timeout");
        }
    }

    private static int millis(Duration timeout) {
        return (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (networkTimeout != UNKNOWN) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
            if (!isCommitted) {
                connection.setAutoCommit(false);
            }
        }
    }
}
