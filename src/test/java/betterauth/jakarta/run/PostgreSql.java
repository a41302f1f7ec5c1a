package betterauth.jakarta.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The system's PostgreSQL with an empty database, which trusts whoever is on this machine. */
public final class PostgreSql implements DatabaseServer {

    private static final String ADMIN = "better_auth";
    private static final String[] FOLDERS = {
        "/usr/lib/postgresql", "/usr/pgsql", "/usr/local/bin", "/opt/homebrew/bin", "/usr/bin"
    };

    private final ServerFolder folder = ServerFolder.create("better-auth-postgresql");
    private final int port = ServerProcess.freePort();
    private final Path programs;
    private @Nullable ServerProcess process;

    private PostgreSql(Path programs) {
        this.programs = programs;
    }

    /** Starts it; empty where there is none on this machine. */
    public static Optional<DatabaseServer> create() {
        return ServerFolder.program("initdb", FOLDERS).map(Path::getParent).map(PostgreSql::create);
    }

    private static DatabaseServer create(Path programs) {
        PostgreSql server = new PostgreSql(programs);
        if (ServerFolder.IS_ROOT) {
            ServerFolder.run(List.of("chown", "postgres", server.folder.path().toString()));
        }
        ServerFolder.run(
                server.command(
                        "initdb",
                        "--username=" + ADMIN,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "-D",
                        server.data()));
        server.start();
        return server;
    }

    @Override
    public void start() {
        process =
                ServerProcess.start(
                        "PostgreSQL",
                        Path.of("/"),
                        Map.of(),
                        Path.of("target", "postgresql.log").toAbsolutePath(),
                        command(
                                "postgres",
                                "-D",
                                data(),
                                "-p",
                                String.valueOf(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "fsync=off"));
        process.awaitConnection(dataSource(), Duration.ofSeconds(30));
    }

    /** It refuses to run as root. */
    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ServerFolder.IS_ROOT) {
            command.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private String data() {
        return folder.path().resolve("data").toString();
    }

    @Override
    public Map<String, String> betterAuth() {
        return Map.of("DATABASE_URL", "postgres://" + ADMIN + "@127.0.0.1:" + port + "/postgres");
    }

    @Override
    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url(ADMIN, ""));
        return dataSource;
    }

    @Override
    public String url(String user, String password) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + user;
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
