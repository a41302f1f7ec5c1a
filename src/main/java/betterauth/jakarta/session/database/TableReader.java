package betterauth.jakarta.session.database;

import betterauth.jakarta.config.SettingsException;
import betterauth.jakarta.config.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which columns tables have. */
record TableReader(Connection connection, Quotes quotes) {

    /**
     * The columns of a table.
     *
     * @param key the setting that names the table
     * @throws SettingsException if there is no such table
     * @throws SQLException if the database does not answer
     */
    List<TableColumn> columns(TableName table, String key) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none =
                        statement.executeQuery(
                                "SELECT * FROM " + quotes.quote(table) + " WHERE 1 = 0")) {
            return columns(none.getMetaData());
        } catch (SQLException noTableOrNotAllColumns) {
            List<TableColumn> described = described(table);
            if (!described.isEmpty()) {
                return described;
            }
            throw new SettingsException(
                    "The database has no table " + table + " that its user may read: see " + key);
        }
    }

    /**
     * Fails unless a column may be read.
     *
     * @throws SettingsException if the database denies it
     */
    void probe(TableName table, String column) {
        try (Statement statement = connection.createStatement();
                ResultSet none =
                        statement.executeQuery(
                                "SELECT "
                                        + quotes.quote(column)
                                        + " FROM "
                                        + quotes.quote(table)
                                        + " WHERE 1 = 0")) {
            none.next();
        } catch (SQLException denied) {
            throw new SettingsException(
                    "The database's user may not read the column "
                            + column
                            + " of the table "
                            + table
                            + ": grant SELECT on it, or name its field in"
                            + " better-auth.session.hidden-fields");
        }
    }

    private static List<TableColumn> columns(ResultSetMetaData metaData) throws SQLException {
        List<TableColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(
                    new TableColumn(
                            metaData.getColumnName(i),
                            metaData.getColumnType(i),
                            metaData.getColumnTypeName(i)));
        }
        return columns;
    }

    /** What the catalog says, where the user may read some columns only. */
    private List<TableColumn> described(TableName table) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String current = connection.getSchema();
        boolean hasSchemas = current != null;
        String catalog =
                hasSchemas || table.schema() == null ? connection.getCatalog() : table.schema();
        String schema = table.schema() == null ? current : table.schema();
        List<TableColumn> columns = new ArrayList<>();
        try (ResultSet found =
                metaData.getColumns(
                        catalog,
                        hasSchemas ? escaped(metaData, schema) : null,
                        escaped(metaData, table.name()),
                        null)) {
            while (found.next()) {
                columns.add(
                        new TableColumn(
                                found.getString("COLUMN_NAME"),
                                found.getInt("DATA_TYPE"),
                                found.getString("TYPE_NAME")));
            }
        }
        return columns;
    }

    /** An underscore stands for any character in what the catalog is asked for. */
    private static @Nullable String escaped(DatabaseMetaData metaData, @Nullable String name)
            throws SQLException {
        return name == null ? null : name.replace("_", metaData.getSearchStringEscape() + "_");
    }
}
