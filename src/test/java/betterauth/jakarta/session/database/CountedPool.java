package betterauth.jakarta.session.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/**
 * Connections to a file of SQLite, of which it counts those that are out, notes what is done with
 * them, and lets any method fail.
 */
final class CountedPool implements DataSource {

    private final SQLiteDataSource database = new SQLiteDataSource();
    private final List<String> calls = new ArrayList<>();
    private int out;
    private int taken;
    private boolean isCommitted = true;
    private @Nullable String failing;
    private @Nullable Exception failure;

    CountedPool(Path file) {
        database.setUrl("jdbc:sqlite:" + file);
    }

    /** Runs statements in the database. */
    void run(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Lets a method of the pool or of its connections fail. */
    void fail(String method, Exception failure) {
        this.failing = method;
        this.failure = failure;
    }

    void recover() {
        failing = null;
    }

    /** Gives connections that do not commit each statement. */
    void uncommitted() {
        isCommitted = false;
    }

    /** The connections that have not been given back. */
    int out() {
        return out;
    }

    int taken() {
        return taken;
    }

    /** What was called of connections, with the first argument. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if ("getConnection".equals(failing) && failure instanceof SQLException known) {
            throw known;
        }
        Connection connection = database.getConnection();
        connection.setAutoCommit(isCommitted);
        out++;
        taken++;
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private @Nullable Object call(
            Connection connection, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        calls.add(name + (arguments == null ? "" : " " + arguments[arguments.length - 1]));
        if (name.equals("close")) {
            out--;
        }
        if (name.equals(failing) && failure != null) {
            throw failure;
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
