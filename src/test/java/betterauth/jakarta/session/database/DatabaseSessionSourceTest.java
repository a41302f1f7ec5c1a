package betterauth.jakarta.session.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import betterauth.jakarta.spi.SessionQuery;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.NamingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSessionSourceTest {

    private static final String TOKEN = "t".repeat(32);
    private static final String SESSION =
            "CREATE TABLE session (id text, token text, userId text, expiresAt date)";
    private static final String USER =
            "CREATE TABLE \"user\" (id text, email text, emailVerified integer)";
    private static final String ADA = "INSERT INTO \"user\" VALUES ('u1', 'ada@example.com', 1)";

    private final MutableClock clock = new MutableClock();
    private final Map<String, String> settings = new HashMap<>();
    private CountedPool pool;

    @BeforeEach
    void open(@TempDir Path folder) {
        pool = new CountedPool(folder.resolve("auth.db"));
    }

    @Test
    void findsASessionAndItsUser() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00.123Z'"));

        assertThat(find())
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> {
                            assertThat(found.session())
                                    .hasToString(
                                            "{\"id\":\"s1\",\"token\":\""
                                                    + TOKEN
                                                    + "\",\"userId\":\"u1\","
                                                    + "\"expiresAt\":\"2026-11-24T12:00:00.123Z\"}");
                            assertThat(found.user())
                                    .hasToString(
                                            "{\"id\":\"u1\",\"email\":\"ada@example.com\","
                                                    + "\"emailVerified\":true}");
                        });
        assertThat(pool.out()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'2026-11-23 12:00:00', 2026-11-23T12:00:00.000Z",
        "'2026-11-23T13:00:00.5+01:00', 2026-11-23T12:00:00.500Z",
        "'2026-11-24', 2026-11-24T00:00:00.000Z",
        "1795435200123, 2026-11-23T12:00:00.123Z",
        "1795435200, 2026-11-23T12:00:00.000Z"
    })
    void readsDatesAsTheyAreStored(String stored, String read) throws SQLException {
        String literal = stored.contains("-") ? "'" + stored + "'" : stored;
        pool.run(SESSION, USER, ADA, session(literal));

        assertThat(find())
                .isInstanceOfSatisfying(
                        Found.class,
                        found ->
                                assertThat(found.session().getString("expiresAt")).isEqualTo(read));
    }

    @Test
    void readsDatesWithoutAZoneInThatOfTheSettings() throws SQLException {
        settings.put("better-auth.session.database.time-zone", "Europe/Berlin");
        pool.run(SESSION, USER, ADA, session("'2026-11-23 14:00:00'"));

        assertThat(find())
                .isInstanceOfSatisfying(
                        Found.class,
                        found ->
                                assertThat(found.session().getString("expiresAt"))
                                        .isEqualTo("2026-11-23T13:00:00.000Z"));
    }

    @Test
    void readsFieldsOfEachType() throws SQLException {
        settings.put(
                "better-auth.session.database.field-types",
                "news:boolean, two:boolean, tags:json, broken:json, big:string, half:number, no:number");
        pool.run(
                SESSION,
                "CREATE TABLE \"user\" (id integer, news integer, two integer, off integer, tags text,"
                        + " broken text, big bigint, half text, no text, picture blob, banned real,"
                        + " banExpires date)",
                "INSERT INTO \"user\" VALUES (7, 1, 2, 0, '[\"a\",{\"b\":null}]', '{', 12345678901,"
                        + " '7.50', 'x', x'00', 1, NULL)",
                "INSERT INTO session VALUES ('s1', '" + TOKEN + "', 7, '2026-11-24T12:00:00Z')");

        assertThat(find())
                .isInstanceOfSatisfying(
                        Found.class,
                        found ->
                                assertThat(found.user())
                                        .hasToString(
                                                "{\"id\":\"7\",\"news\":true,\"two\":false,\"off\":0,"
                                                        + "\"tags\":[\"a\",{\"b\":null}],"
                                                        + "\"broken\":null,"
                                                        + "\"big\":\"12345678901\",\"half\":7.5,"
                                                        + "\"no\":null,\"banned\":true,"
                                                        + "\"banExpires\":null}"));
    }

    @Test
    void readsNoHiddenFieldAndEachRequiredOne() throws SQLException {
        settings.put("better-auth.session.hidden-fields", "email, token, id");
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));

        assertThat(find())
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> {
                            assertThat(found.user()).containsOnlyKeys("id", "emailVerified");
                            assertThat(found.session()).containsKeys("id", "token");
                        });
        assertThat(pool.calls()).noneMatch(call -> call.contains("\"email\""));
    }

    @Test
    void readsOtherNames() throws SQLException {
        settings.put("better-auth.session.database.naming", "snake");
        settings.put("better-auth.session.database.session-table", "main.auth_sessions");
        settings.put("better-auth.session.database.user-table", "people");
        settings.put("better-auth.session.database.session-columns", "token:secret, userId:owner");
        settings.put("better-auth.session.database.user-columns", "email:e_mail");
        pool.run(
                "CREATE TABLE auth_sessions (id text, secret text, owner text, expires_at date,"
                        + " active_organization_id text)",
                "CREATE TABLE people (id text, e_mail text, email_verified integer)",
                "INSERT INTO people VALUES ('u1', 'ada@example.com', 0)",
                "INSERT INTO auth_sessions VALUES ('s1', '"
                        + TOKEN
                        + "', 'u1', '2026-11-24T12:00:00Z', 'o1')");

        assertThat(find())
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> {
                            assertThat(found.session())
                                    .containsOnlyKeys(
                                            "id",
                                            "token",
                                            "userId",
                                            "expiresAt",
                                            "activeOrganizationId");
                            assertThat(found.user())
                                    .containsOnlyKeys("id", "email", "emailVerified");
                        });
    }

    @Test
    void findsNoSessionOfAnotherToken() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));

        assertThat(find("u".repeat(32))).isInstanceOf(Absent.class);
        assertThat(find(TOKEN + "' OR '1'='1")).isInstanceOf(Absent.class);
    }

    @Test
    void findsNoSessionThatTheDatabaseTakesForTheSame() throws SQLException {
        pool.run(
                "CREATE TABLE session (id text, token text COLLATE NOCASE, userId text,"
                        + " expiresAt date)",
                USER,
                ADA,
                session("'2026-11-24T12:00:00Z'"));

        assertThat(find("T".repeat(32))).isInstanceOf(Absent.class);
    }

    @Test
    void findsNoSessionThatHasEnded() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-23T12:00:00.000Z'"));
        DatabaseSessionSource source = source();

        assertThat(source.find(query(TOKEN))).isInstanceOf(Found.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(source.find(query(TOKEN))).isInstanceOf(Absent.class);
    }

    @Test
    void findsNoSessionWithoutItsUser() throws SQLException {
        pool.run(SESSION, USER, session("'2026-11-24T12:00:00Z'"));

        assertThat(find()).isInstanceOf(Absent.class);
    }

    @Test
    void findsNoSessionOfAnApiKey() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));

        assertThat(
                        source().find(
                                        new SessionQuery(
                                                SessionQuery.Kind.API_KEY,
                                                TOKEN,
                                                null,
                                                null,
                                                null,
                                                "127.0.0.1")))
                .isInstanceOf(Absent.class);
        assertThat(pool.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "'soon'", "'2026-11-24T25:00:00Z'", "''"})
    void cannotDecideWithoutAnEnd(String end) throws SQLException {
        pool.run(SESSION, USER, ADA, session(end));

        assertUnavailable(find(), "The session's expiresAt cannot be read as a date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "json"})
    void cannotDecideByALongRow(String type) throws SQLException {
        settings.put("better-auth.session.database.field-types", "email:" + type);
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));
        String filler =
                type.equals("json")
                        ? "'[1' || replace(hex(zeroblob(%d)), '0', ',1') || ']'"
                        : "hex(zeroblob(%d))";
        pool.run("UPDATE \"user\" SET email = " + filler.formatted(60_000));
        assertThat(find()).isInstanceOf(Found.class);

        pool.run("UPDATE \"user\" SET email = " + filler.formatted(140_000));

        assertUnavailable(
                find(),
                "The session and its user have more than 262144 characters in the database");
    }

    @Test
    void cannotDecideByTwoRows() throws SQLException {
        String row = session("'2026-11-24T12:00:00Z'");
        pool.run(SESSION, USER, ADA, row, row);

        assertUnavailable(find(), "The database has several rows for one session token");
    }

    @ParameterizedTest
    @CsvSource({
        "session, There is no such thing, The database has no table session that its user may"
                + " read: see better-auth.session.database.session-table",
        "user, There is no such thing, The database has no table user that its user may read: see"
                + " better-auth.session.database.user-table"
    })
    void refusesATableThatIsNotThere(String table, String unused, String message)
            throws SQLException {
        pool.run(table.equals("session") ? USER : SESSION);

        assertRefused(message);
    }

    @ParameterizedTest
    @CsvSource({
        "better-auth.session.database.naming, snake, session, user_id, userId, session-columns",
        "better-auth.session.database.session-columns, token:key, session, key, token,"
                + " session-columns",
        "better-auth.session.database.user-columns, plan:plan_name, user, plan_name, plan,"
                + " user-columns",
        // SQLite would take it for a text.
        "better-auth.session.database.user-columns, id:ID, user, ID, id, user-columns"
    })
    void refusesAColumnThatIsNotThere(
            String key, String value, String table, String column, String field, String see)
            throws SQLException {
        settings.put(key, value);
        pool.run(SESSION, USER);

        assertThatThrownBy(() -> source().check())
                .isInstanceOf(SettingsException.class)
                .hasMessageMatching(
                        "The table "
                                + table
                                + " has no column ("
                                + column
                                + "|expires_at) for the field ("
                                + field
                                + "|expiresAt): see better-auth\\.session\\.database\\."
                                + see
                                + " and better-auth\\.session\\.database\\.naming");
    }

    @Test
    void refusesTwoColumnsOfOneField() throws SQLException {
        settings.put("better-auth.session.database.naming", "snake");
        pool.run(
                "CREATE TABLE session (id text, token text, user_id text, \"userId\" text,"
                        + " expires_at date)",
                "CREATE TABLE \"user\" (id text)");

        assertRefused(
                "The table session has two columns for the field userId, user_id and userId: see"
                        + " better-auth.session.database.session-columns");
    }

    @Test
    void isUndecidedWhileThePoolIsEmpty() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));
        DatabaseSessionSource source = source();
        pool.fail("getConnection", new SQLTransientConnectionException("to ada", "08001"));

        assertThat(source.check()).contains("The database is unavailable: timeout, SQLState 08001");
        assertUnavailable(
                source.find(query(TOKEN)), "The database is unavailable: timeout, SQLState 08001");
        pool.recover();
        assertThat(source.find(query(TOKEN))).isInstanceOf(Found.class);
    }

    @Test
    void isUndecidedOnceTheDataSourceIsGone() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));
        AtomicBoolean isGone = new AtomicBoolean();
        DatabaseSessionSource source =
                new DatabaseSessionSource(
                        read(),
                        () -> {
                            if (isGone.get()) {
                                throw new SettingsException("There is no data source x");
                            }
                            return pool;
                        },
                        clock);
        assertThat(source.find(query(TOKEN))).isInstanceOf(Found.class);

        isGone.set(true);

        assertUnavailable(source.find(query(TOKEN)), "There is no data source x");
    }

    /** As a number of milliseconds it would be negative. */
    @Test
    void waitsAsLongAsJdbcCanSay() throws SQLException {
        settings.put("better-auth.session.read-timeout", "P25D");
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));

        assertThat(find()).isInstanceOf(Found.class);
        assertThat(pool.calls())
                .noneMatch(call -> call.contains("setNetworkTimeout") && call.contains("-"));
    }

    @Test
    void isUndecidedWithoutAServersNames() throws SQLException {
        DatabaseSessionSource source =
                new DatabaseSessionSource(
                        read(),
                        () -> {
                            throw new NamingException(TOKEN);
                        },
                        clock);

        assertThat(source.check()).contains("The data source is unavailable: NamingException");
        assertUnavailable(
                source.find(query(TOKEN)), "The data source is unavailable: NamingException");
    }

    @Test
    void repeatsNoMessageOfADatabase() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));
        DatabaseSessionSource source = source();
        assertThat(source.check()).isEmpty();
        pool.fail("prepareStatement", new SQLException("value " + TOKEN, "XX" + TOKEN));

        assertUnavailable(source.find(query(TOKEN)), "The database is unavailable: SQLException");
        assertThat(pool.out()).isZero();
    }

    @Test
    void readsTheTablesAgainOnceTheyHaveChanged() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));
        DatabaseSessionSource source = source();
        assertThat(source.find(query(TOKEN))).isInstanceOf(Found.class);
        pool.fail("prepareStatement", new SQLSyntaxErrorException("no column", "42703"));
        assertUnavailable(
                source.find(query(TOKEN)),
                "The database is unavailable: SQLSyntaxErrorException, SQLState 42703");
        pool.recover();
        pool.run("ALTER TABLE \"user\" ADD COLUMN plan text");

        assertThat(source.find(query(TOKEN)))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.user()).containsKey("plan"));
    }

    @Test
    void readsTheTablesOnce() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));
        DatabaseSessionSource source = source();
        assertThat(source.check()).isEmpty();
        int before = pool.taken();

        for (int i = 0; i < 10; i++) {
            assertThat(source.find(query(TOKEN))).isInstanceOf(Found.class);
        }

        assertThat(pool.taken() - before).isEqualTo(10);
        assertThat(pool.calls().stream().filter(call -> call.startsWith("getMetaData"))).hasSize(1);
    }

    @Test
    void givesConnectionsBackAsTheyWere() throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));
        pool.uncommitted();
        DatabaseSessionSource source = source();
        assertThat(source.check()).isEmpty();
        int before = pool.calls().size();

        assertThat(source.find(query(TOKEN))).isInstanceOf(Found.class);

        assertThat(pool.calls().subList(before, pool.calls().size()))
                .containsSubsequence("setAutoCommit true", "setAutoCommit false", "close")
                .noneMatch(call -> call.startsWith("commit") || call.startsWith("rollback"));
        assertThat(pool.out()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"getAutoCommit", "setAutoCommit", "getNetworkTimeout", "prepareStatement"})
    void givesConnectionsBackThatFail(String method) throws SQLException {
        pool.run(SESSION, USER, ADA, session("'2026-11-24T12:00:00Z'"));
        pool.uncommitted();
        DatabaseSessionSource source = source();
        assertThat(source.check()).isEmpty();
        pool.fail(method, new SQLException("closed", "08006"));

        assertUnavailable(
                source.find(query(TOKEN)),
                "The database is unavailable: SQLException, SQLState 08006");

        assertThat(pool.out()).isZero();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> source().check())
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
        assertUnavailable(source().find(query(TOKEN)), message);
        assertThat(pool.out()).isZero();
    }

    private static void assertUnavailable(SessionAnswer answer, String reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(reason));
    }

    private SessionAnswer find() {
        return find(TOKEN);
    }

    private SessionAnswer find(String token) {
        return source().find(query(token));
    }

    private static SessionQuery query(String token) {
        return new SessionQuery(SessionQuery.Kind.BEARER, token, null, null, null, "127.0.0.1");
    }

    private static String session(String expiresAt) {
        return "INSERT INTO session VALUES ('s1', '%s', 'u1', %s)".formatted(TOKEN, expiresAt);
    }

    private DatabaseSessionSource source() {
        return new DatabaseSessionSource(read(), () -> pool, clock);
    }

    private Settings read() {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "https://auth.example.com");
        all.put("better-auth.secret", "0123456789abcdef0123456789abcdef");
        all.put("better-auth.session.source", "database");
        all.put("better-auth.session.datasource", "jdbc/better-auth");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
    }
}
