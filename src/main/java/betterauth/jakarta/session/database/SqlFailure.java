package betterauth.jakarta.session.database;

import betterauth.jakarta.observe.FailureCause;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;

/**
 * Why a database failed, in an administrator's words, by the type and the SQLState alone: messages
 * of databases repeat values of rows.
 */
final class SqlFailure {

    /** Syntax error or access rule violation (ISO 9075, subclause on SQLSTATE). */
    private static final String ACCESS_RULE = "42";

    private SqlFailure() {}

    /** Whether the database rejected the statement, rather than failed to run it. */
    static boolean isOfStatement(SQLException failure) {
        return failure instanceof SQLSyntaxErrorException
                || String.valueOf(failure.getSQLState()).startsWith(ACCESS_RULE);
    }

    /** Such as {@code connection refused, SQLState 08001}. */
    static String words(SQLException failure) {
        String cause =
                failure instanceof SQLTimeoutException
                                || failure instanceof SQLTransientConnectionException
                        ? "timeout"
                        : FailureCause.of(failure);
        String state = failure.getSQLState();
        return state != null && state.matches("[0-9A-Z]{5}")
                ? cause + ", SQLState " + state
                : cause;
    }
}
