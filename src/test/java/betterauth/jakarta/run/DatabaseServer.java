package betterauth.jakarta.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A database that Better Auth stores sessions in, on a port of its own or in a file. */
public interface DatabaseServer extends AutoCloseable {

    /** The environment variables that make Better Auth use it. */
    Map<String, String> betterAuth();

    /** A data source for its administrator, without a pool. */
    DataSource dataSource();

    /** The URL by which drivers reach it as a user. */
    String url(String user, String password);

    /** The port that it listens on; 0 for none. */
    int port();

    /** Runs statements, one after the other. */
    default void run(String... statements) {
        try (Connection connection = dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failed) {
            throw new CannotRunException("SQL failed: " + failed.getMessage());
        }
    }

    /** Starts it with what it has stored. */
    void start();

    /** Stops it; what it has stored stays. */
    void stop();

    /** Lets it hang: connections stay, and nothing answers. */
    default void pause() {
        signal("-STOP");
    }

    /** Lets it go on. */
    default void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes().forEach(process -> command.add(String.valueOf(process.pid())));
        ServerFolder.run(command);
    }

    /** The processes of it. */
    Stream<ProcessHandle> processes();

    @Override
    void close();
}
