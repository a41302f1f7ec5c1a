package betterauth.jakarta.session.database;

import betterauth.jakarta.config.DatabaseSettings.StoredType;
import java.sql.Types;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The type of each field: that of the settings, else the one that Better Auth gives the field, else
 * the one that its column tells. What a driver of JavaScript reads as text is text here, too.
 */
record FieldTypes(Map<String, StoredType> configured) {

    /** Fields of Better Auth and its plugins that SQLite and MySQL store as numbers or as text. */
    private static final Map<String, StoredType> KNOWN =
            Map.ofEntries(
                    Map.entry("id", StoredType.STRING),
                    Map.entry("userId", StoredType.STRING),
                    Map.entry("token", StoredType.STRING),
                    Map.entry("createdAt", StoredType.DATE),
                    Map.entry("updatedAt", StoredType.DATE),
                    Map.entry("expiresAt", StoredType.DATE),
                    Map.entry("banExpires", StoredType.DATE),
                    Map.entry("banned", StoredType.BOOLEAN),
                    Map.entry("emailVerified", StoredType.BOOLEAN),
                    Map.entry("phoneNumberVerified", StoredType.BOOLEAN),
                    Map.entry("twoFactorEnabled", StoredType.BOOLEAN),
                    Map.entry("isAnonymous", StoredType.BOOLEAN));

    private static final Set<Integer> NUMBERS =
            Set.of(
                    Types.SMALLINT,
                    Types.TINYINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE);

    private static final Set<Integer> BINARIES =
            Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

    FieldTypes {
        configured = Map.copyOf(configured);
    }

    /** The type of the field that a column has. */
    StoredType of(String field, TableColumn column) {
        StoredType known = configured.getOrDefault(field, KNOWN.get(field));
        return known == null
                ? ofColumn(column.sqlType(), column.typeName().toLowerCase(Locale.ROOT))
                : known;
    }

    /** Whether a column has bytes, which no field of Better Auth has. */
    static boolean isBinary(TableColumn column) {
        return BINARIES.contains(column.sqlType());
    }

    private static StoredType ofColumn(int sqlType, String typeName) {
        if (typeName.startsWith("json") || sqlType == Types.ARRAY) {
            return StoredType.JSON;
        }
        if (typeName.startsWith("bool") || sqlType == Types.BOOLEAN || sqlType == Types.BIT) {
            return StoredType.BOOLEAN;
        }
        if (typeName.startsWith("timestamp")
                || typeName.startsWith("date")
                || sqlType == Types.TIMESTAMP_WITH_TIMEZONE) {
            return StoredType.DATE;
        }
        // The driver of PostgreSQL for JavaScript reads int8 as text, since it may be too large.
        return NUMBERS.contains(sqlType)
                        && !typeName.equals("int8")
                        && !typeName.equals("bigserial")
                ? StoredType.NUMBER
                : StoredType.STRING;
    }
}
