package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.run.DatabaseServer;
import betterauth.jakarta.run.MariaDb;
import betterauth.jakarta.run.PostgreSql;
import betterauth.jakarta.session.database.DatabaseSessionSource;
import betterauth.jakarta.spi.SessionAnswer.Found;
import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A user of the database who may read some columns only, and columns of other types. */
class DatabaseRightsIT {

    private static final String TOKEN = "t".repeat(32);
    private static final String READER = "reader";

    @Test
    void readsWhatPostgresqlGrantsAndNamesWhatItDoesNot() {
        try (DatabaseServer database = started(PostgreSql.create())) {
            database.run(
                    "CREATE TABLE \"user\" (id uuid, tags text[], half numeric(5,2), real real,"
                            + " seen timestamp, \"banExpires\" timestamptz, kind char(3),"
                            + " secret text)",
                    "CREATE TABLE session (id int, token text, \"userId\" uuid,"
                            + " \"expiresAt\" timestamptz)",
                    "INSERT INTO \"user\" VALUES ('00000000-0000-4000-8000-000000000001',"
                            + " '{a,\"b,c\",NULL}', 7.50, 0.1, '2026-01-01 12:00:00.123456',"
                            + " 'infinity', 'a', 'hidden')",
                    "INSERT INTO session VALUES (1, '"
                            + TOKEN
                            + "', '00000000-0000-4000-8000-000000000001',"
                            + " '2099-01-01 00:00:00.123456+01')",
                    "CREATE ROLE reader LOGIN",
                    "GRANT SELECT ON session TO reader",
                    "GRANT SELECT (id, tags, half, real, seen, \"banExpires\", kind) ON \"user\" TO"
                            + " reader");
            PGSimpleDataSource reader = new PGSimpleDataSource();
            reader.setUrl(database.url(READER, ""));

            assertRefused(
                    reader,
                    Map.of(),
                    "The database's user may not read the column secret of the table user: grant"
                            + " SELECT on it, or name its field in"
                            + " better-auth.session.hidden-fields");
            assertThat(found(reader, Map.of("better-auth.session.hidden-fields", "secret")))
                    .isEqualTo(
                            "{\"id\":\"1\",\"token\":\""
                                    + TOKEN
                                    + "\",\"userId\":\"00000000-0000-4000-8000-000000000001\","
                                    + "\"expiresAt\":\"2098-12-31T23:00:00.123Z\"}"
                                    + "{\"id\":\"00000000-0000-4000-8000-000000000001\","
                                    + "\"tags\":[\"a\",\"b,c\",null],\"half\":\"7.50\","
                                    + "\"real\":0.1,\"seen\":\"2026-01-01T12:00:00.123Z\","
                                    + "\"banExpires\":null,\"kind\":\"a  \"}");
            assertRefused(
                    reader,
                    Map.of("better-auth.session.database.user-table", "account"),
                    "The database has no table account that its user may read: see"
                            + " better-auth.session.database.user-table");
        }
    }

    @Test
    void readsWhatMariadbGrants() throws SQLException {
        try (DatabaseServer database = started(MariaDb.create())) {
            database.run(
                    "CREATE TABLE user (id int, half decimal(5,2), secret text)",
                    "CREATE TABLE session (id int, token varchar(255), userId int,"
                            + " expiresAt datetime(3))",
                    "INSERT INTO user VALUES (7, 7.50, 'hidden')",
                    "INSERT INTO session VALUES (1, '" + TOKEN + "', 7, '2030-01-01 00:00:00.123')",
                    "CREATE USER reader IDENTIFIED BY 'p'",
                    "GRANT SELECT (id, token, userId, expiresAt) ON auth.session TO reader",
                    "GRANT SELECT (id, half) ON auth.user TO reader");
            DataSource reader = new MariaDbDataSource(database.url(READER, "p"));

            String session =
                    "{\"id\":\"1\",\"token\":\""
                            + TOKEN
                            + "\",\"userId\":\"7\","
                            + "\"expiresAt\":\"2030-01-01T00:00:00.123Z\"}"
                            + "{\"id\":\"7\",\"half\":\"7.50\"}";
            assertThat(found(reader, Map.of())).isEqualTo(session);
            assertThat(found(byMysqlsDriver(database), Map.of())).isEqualTo(session);
            // Better Auth itself accepts this token, since the database takes it for the same.
            assertThat(source(reader, Map.of()).find(SessionQueries.bearer("T".repeat(32))))
                    .isNotInstanceOf(Found.class);
            database.run("REVOKE SELECT (token) ON auth.session FROM reader");
            assertRefused(
                    reader,
                    Map.of(),
                    "The table session has no column token for the field token: see"
                            + " better-auth.session.database.session-columns and"
                            + " better-auth.session.database.naming");
        }
    }

    /** MySQL's driver, which MariaDB answers, too. */
    private static DataSource byMysqlsDriver(DatabaseServer database) {
        MysqlDataSource reader = new MysqlDataSource();
        reader.setUrl(database.url(READER, "p").replace("jdbc:mariadb:", "jdbc:mysql:"));
        return reader;
    }

    private static DatabaseServer started(Optional<DatabaseServer> database) {
        Assumptions.assumeTrue(
                database.isPresent(),
                "Database tests need PostgreSQL and MariaDB, such as by: apt-get install postgresql"
                        + " mariadb-server");
        return database.orElseThrow();
    }

    private static void assertRefused(
            DataSource reader, Map<String, String> settings, String message) {
        assertThatThrownBy(() -> source(reader, settings).check())
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    private static String found(DataSource reader, Map<String, String> settings) {
        DatabaseSessionSource source = source(reader, settings);
        assertThat(source.check()).isEmpty();
        Found found = (Found) source.find(SessionQueries.bearer(TOKEN));
        return found.session().toString() + found.user();
    }

    private static DatabaseSessionSource source(DataSource reader, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "http://localhost:1");
        all.put("better-auth.secret", "0123456789abcdef0123456789abcdef");
        all.put("better-auth.session.source", "database");
        all.put("better-auth.session.datasource", "jdbc/better-auth");
        return new DatabaseSessionSource(
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key)))),
                () -> reader,
                Clock.systemUTC());
    }
}
