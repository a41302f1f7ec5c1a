package betterauth.jakarta.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Better Auth's database is read.
 *
 * @param dataSource the JNDI name of the data source; null where sessions have another source
 * @param naming how columns are named after fields
 * @param sessionColumns the columns of fields of the session that are named otherwise
 * @param userColumns the same of the user
 * @param fieldTypes the types of fields whose columns do not tell them
 * @param timeZone the zone of dates whose columns have none: that of Better Auth's process
 */
public record DatabaseSettings(
        @Nullable String dataSource,
        Naming naming,
        TableName sessionTable,
        TableName userTable,
        Map<String, String> sessionColumns,
        Map<String, String> userColumns,
        Map<String, StoredType> fieldTypes,
        ZoneId timeZone) {

    /** How columns are named. */
    public enum Naming {
        /** As Better Auth's fields are: {@code userId}. */
        CAMEL,
        /** With underscores: {@code user_id}. */
        SNAKE
    }

    /** The types of fields, as Better Auth names them. */
    public enum StoredType {
        STRING,
        NUMBER,
        BOOLEAN,
        DATE,
        JSON
    }

    static final String DATA_SOURCE = "better-auth.session.datasource";

    /** Names that every database takes, quoted or not. */
    static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_$]{0,62}";

    private static final Pattern JNDI_NAME = Pattern.compile("(java:)?[A-Za-z0-9_./-]{1,200}");
    private static final Pattern PAIR =
            Pattern.compile("(" + IDENTIFIER + ")\\s*:\\s*(" + IDENTIFIER + ")");

    private static final String NAMING = "better-auth.session.database.naming";
    private static final String SESSION_TABLE = "better-auth.session.database.session-table";
    private static final String USER_TABLE = "better-auth.session.database.user-table";
    private static final String SESSION_COLUMNS = "better-auth.session.database.session-columns";
    private static final String USER_COLUMNS = "better-auth.session.database.user-columns";
    private static final String FIELD_TYPES = "better-auth.session.database.field-types";
    private static final String TIME_ZONE = "better-auth.session.database.time-zone";

    private static final Map<String, StoredType> TYPES =
            Map.of(
                    "string", StoredType.STRING,
                    "number", StoredType.NUMBER,
                    "boolean", StoredType.BOOLEAN,
                    "date", StoredType.DATE,
                    "json", StoredType.JSON);

    public DatabaseSettings {
        sessionColumns = Map.copyOf(sessionColumns);
        userColumns = Map.copyOf(userColumns);
        fieldTypes = Map.copyOf(fieldTypes);
    }

    static DatabaseSettings read(ConfigValues values) {
        return new DatabaseSettings(
                readDataSource(values),
                values.oneOf(
                        NAMING,
                        Map.of("camel", Naming.CAMEL, "snake", Naming.SNAKE),
                        Naming.CAMEL,
                        "camel or snake"),
                TableName.read(values, SESSION_TABLE, "session"),
                TableName.read(values, USER_TABLE, "user"),
                readPairs(values, SESSION_COLUMNS, "userId:user_id"),
                readPairs(values, USER_COLUMNS, "email:email_address"),
                readTypes(values),
                readTimeZone(values));
    }

    /**
     * The name of the data source.
     *
     * @throws SettingsException if none is set
     */
    public String requiredDataSource() {
        if (dataSource == null) {
            throw new SettingsException(
                    DATA_SOURCE
                            + " must be set to the JNDI name of a data source, such as"
                            + " jdbc/better-auth, where better-auth.session.source is database");
        }
        return dataSource;
    }

    private static @Nullable String readDataSource(ConfigValues values) {
        String name = values.text(DATA_SOURCE).orElse(null);
        if (name != null && !JNDI_NAME.matcher(name).matches()) {
            // Not repeated: a URL of JDBC, which is taken for it, may contain a password.
            throw new SettingsException(
                    DATA_SOURCE + " must be a JNDI name such as jdbc/better-auth, not a URL");
        }
        return name;
    }

    private static Map<String, String> readPairs(ConfigValues values, String key, String example) {
        Map<String, String> pairs = new HashMap<>();
        for (String entry : values.list(key)) {
            var parts = PAIR.matcher(entry);
            if (!parts.matches() || pairs.put(parts.group(1), parts.group(2)) != null) {
                throw ConfigValues.refused(
                        key, "fields, once each, with their columns, such as " + example, entry);
            }
        }
        return pairs;
    }

    private static Map<String, StoredType> readTypes(ConfigValues values) {
        Map<String, StoredType> types = new HashMap<>();
        readPairs(values, FIELD_TYPES, "score:number")
                .forEach(
                        (field, name) -> {
                            StoredType type = TYPES.get(name.toLowerCase(Locale.ROOT));
                            if (type == null) {
                                throw ConfigValues.refused(
                                        FIELD_TYPES,
                                        "fields with string, number, boolean, date or json",
                                        field + ":" + name);
                            }
                            types.put(field, type);
                        });
        return types;
    }

    private static ZoneId readTimeZone(ConfigValues values) {
        String text = values.text(TIME_ZONE).orElse("UTC");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw ConfigValues.refused(TIME_ZONE, "a time zone such as Europe/Berlin", text);
        }
    }
}
