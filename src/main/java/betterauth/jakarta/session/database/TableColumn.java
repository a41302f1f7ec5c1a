package betterauth.jakarta.session.database;

/**
 * A column of a table, as the database describes it.
 *
 * @param sqlType one of {@link java.sql.Types}
 * @param typeName the database's name of the type
 */
record TableColumn(String name, int sqlType, String typeName) {}
