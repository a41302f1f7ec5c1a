package betterauth.jakarta.run;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A file of SQLite. */
public final class Sqlite implements DatabaseServer {

    private final ServerFolder folder = ServerFolder.create("better-auth-sqlite");

    private Sqlite() {}

    public static Optional<DatabaseServer> create() {
        return Optional.of(new Sqlite());
    }

    @Override
    public Map<String, String> betterAuth() {
        return Map.of("DATABASE_FILE", folder.path().resolve("auth.db").toString());
    }

    @Override
    public DataSource dataSource() {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl(url("", ""));
        return dataSource;
    }

    @Override
    public String url(String user, String password) {
        return "jdbc:sqlite:" + folder.path().resolve("auth.db");
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Stream<ProcessHandle> processes() {
        return Stream.of();
    }

    @Override
    public void close() {
        folder.delete();
    }
}
