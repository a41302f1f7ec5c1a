package betterauth.jakarta.session.database;

import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.config.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Quotes identifiers as the database does, since {@code user} is a word of SQL and names have upper
 * case.
 */
record Quotes(String mark) {

    /** Those of a database. */
    static Quotes of(Connection connection) throws SQLException {
        String mark = connection.getMetaData().getIdentifierQuoteString();
        if (mark == null || mark.isBlank()) {
            throw new SettingsException(
                    "better-auth.session.datasource must be of a database that quotes identifiers,"
                            + " such as PostgreSQL, MySQL, MariaDB or SQLite");
        }
        return new Quotes(mark);
    }

    String quote(String identifier) {
        return mark + identifier.replace(mark, mark + mark) + mark;
    }

    String quote(TableName table) {
        String name = quote(table.name());
        return table.schema() == null ? name : quote(table.schema()) + "." + name;
    }
}
