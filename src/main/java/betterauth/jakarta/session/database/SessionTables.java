package betterauth.jakarta.session.database;

import betterauth.jakarta.config.DatabaseSettings;
import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.config.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the query for sessions from what the settings say and the database has. */
final class SessionTables {

    private final SourceSettings settings;
    private final TableMap sessions;
    private final TableMap users;
    private final FieldTypes types;
    private final Dates dates;

    SessionTables(SourceSettings settings) {
        this.settings = settings;
        DatabaseSettings database = settings.database();
        sessions =
                new TableMap(
                        database.sessionTable(),
                        database.naming(),
                        database.sessionColumns(),
                        Set.of("id", "token", "userId", "expiresAt"),
                        "better-auth.session.database.session-columns");
        users =
                new TableMap(
                        database.userTable(),
                        database.naming(),
                        database.userColumns(),
                        Set.of("id"),
                        "better-auth.session.database.user-columns");
        types = new FieldTypes(database.fieldTypes());
        dates = new Dates(database.timeZone());
    }

    /**
     * Makes the query, and has the database run it for a token that there is not.
     *
     * @throws SettingsException if a table or a column is absent, or may not be read
     * @throws SQLException if the database does not answer
     */
    SessionStatement prepare(Connection connection, Duration timeout) throws SQLException {
        Quotes quotes = Quotes.of(connection);
        TableReader tables = new TableReader(connection, quotes);
        Map<String, TableColumn> ofSession =
                sessions.fields(
                        tables.columns(
                                sessions.table(), "better-auth.session.database.session-table"),
                        settings.hiddenFields());
        Map<String, TableColumn> ofUser =
                users.fields(
                        tables.columns(users.table(), "better-auth.session.database.user-table"),
                        settings.hiddenFields());
        SessionStatement statement =
                new SessionStatement(
                        sql(quotes, ofSession, ofUser), readers(ofSession), readers(ofUser));
        try {
            var unused = statement.find(connection, "", Instant.MAX, timeout);
        } catch (SQLException failed) {
            if (!SqlFailure.isOfStatement(failed)) {
                throw failed;
            }
            ofSession.values().forEach(each -> tables.probe(sessions.table(), each.name()));
            ofUser.values().forEach(each -> tables.probe(users.table(), each.name()));
            throw new SettingsException(
                    "The tables "
                            + sessions.table()
                            + " and "
                            + users.table()
                            + " cannot be joined by the user's id: "
                            + SqlFailure.words(failed));
        }
        return statement;
    }

    private List<FieldReader> readers(Map<String, TableColumn> fields) {
        List<FieldReader> readers = new ArrayList<>();
        fields.forEach(
                (field, column) ->
                        readers.add(
                                new FieldReader(column, field, types.of(field, column), dates)));
        return readers;
    }

    private String sql(
            Quotes quotes, Map<String, TableColumn> ofSession, Map<String, TableColumn> ofUser) {
        List<String> columns =
                Stream.concat(
                                ofSession.values().stream()
                                        .map(each -> qualified(quotes, "s", each)),
                                ofUser.values().stream().map(each -> qualified(quotes, "u", each)))
                        .toList();
        return "SELECT %s FROM %s s JOIN %s u ON %s = %s WHERE %s = ?"
                .formatted(
                        String.join(", ", columns),
                        quotes.quote(sessions.table()),
                        quotes.quote(users.table()),
                        qualified(quotes, "u", column(ofUser, "id")),
                        qualified(quotes, "s", column(ofSession, "userId")),
                        qualified(quotes, "s", column(ofSession, "token")));
    }

    private static TableColumn column(Map<String, TableColumn> fields, String field) {
        TableColumn column = fields.get(field);
        if (column == null) {
            throw new SettingsException("The column of the field " + field + " has bytes");
        }
        return column;
    }

    private static String qualified(Quotes quotes, String alias, TableColumn column) {
        return alias + "." + quotes.quote(column.name());
    }
}
