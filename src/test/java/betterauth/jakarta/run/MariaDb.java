package betterauth.jakarta.run;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;

/** The system's MariaDB with an empty database. */
public final class MariaDb implements DatabaseServer {

    private static final String[] FOLDERS = {
        "/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"
    };

    private final ServerFolder folder = ServerFolder.create("better-auth-mariadb");
    private final int port = ServerProcess.freePort();
    private final Path program;
    private @Nullable ServerProcess process;

    private MariaDb(Path program) {
        this.program = program;
    }

    /** Starts it; empty where there is none on this machine. */
    public static Optional<DatabaseServer> create() {
        return ServerFolder.program("mariadbd", FOLDERS).map(MariaDb::create);
    }

    private static DatabaseServer create(Path program) {
        MariaDb server = new MariaDb(program);
        ServerFolder.run(
                server.command(
                        ServerFolder.program("mariadb-install-db", FOLDERS).orElseThrow(),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
        server.start("mysql");
        server.run("mysql", "CREATE DATABASE auth");
        return server;
    }

    @Override
    public void start() {
        start("auth");
    }

    private void start(String database) {
        process =
                ServerProcess.start(
                        "MariaDB",
                        Path.of("/"),
                        Map.of(),
                        Path.of("target", "mariadb.log").toAbsolutePath(),
                        command(
                                program,
                                "--port=" + port,
                                "--bind-address=127.0.0.1",
                                "--character-set-server=utf8mb4",
                                "--socket=" + folder.path().resolve("s"),
                                "--pid-file=" + folder.path().resolve("pid")));
        process.awaitConnection(dataSource(database), Duration.ofSeconds(30));
    }

    private List<String> command(Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.add("--no-defaults");
        command.add("--datadir=" + folder.path().resolve("data"));
        if (ServerFolder.IS_ROOT) {
            command.add("--user=root");
        }
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public Map<String, String> betterAuth() {
        return Map.of("DATABASE_URL", "mysql://root@127.0.0.1:" + port + "/auth");
    }

    @Override
    public DataSource dataSource() {
        return dataSource("auth");
    }

    private DataSource dataSource(String database) {
        try {
            return new MariaDbDataSource(
                    "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root");
        } catch (SQLException wrong) {
            throw new CannotRunException(wrong.getMessage());
        }
    }

    private void run(String database, String statement) {
        try (var connection = dataSource(database).getConnection();
                var created = connection.createStatement()) {
            created.execute(statement);
        } catch (SQLException failed) {
            throw new CannotRunException("SQL failed: " + failed.getMessage());
        }
    }

    @Override
    public String url(String user, String password) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/auth?user=" + user + "&password=" + password;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stop() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    @Override
    public Stream<ProcessHandle> processes() {
        return process == null ? Stream.of() : process.processes();
    }

    @Override
    public void close() {
        stop();
        folder.delete();
    }
}
