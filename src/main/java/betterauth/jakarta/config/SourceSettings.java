package betterauth.jakarta.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where sessions are read from.
 *
 * @param kind by which means
 * @param hiddenFields fields of the user that Better Auth does not return ({@code returned:
 *     false}). Its database and its secondary storage contain them
 */
public record SourceSettings(Kind kind, Set<String> hiddenFields) {

    /** The means by which sessions are read. */
    public enum Kind {
        /** {@code get-session} of Better Auth. */
        HTTP,
        /** Better Auth's database. */
        DATABASE,
        /** Better Auth's secondary storage in Redis. */
        REDIS
    }

    private static final String SOURCE = "better-auth.session.source";
    private static final String HIDDEN_FIELDS = "better-auth.session.hidden-fields";

    public SourceSettings {
        hiddenFields = Set.copyOf(hiddenFields);
    }

    static SourceSettings read(ConfigValues values) {
        Kind kind =
                values.oneOf(
                        SOURCE,
                        Map.of("http", Kind.HTTP, "database", Kind.DATABASE, "redis", Kind.REDIS),
                        Kind.HTTP,
                        "http, database or redis");
        List<String> hidden = values.list(HIDDEN_FIELDS);
        if (kind == Kind.HTTP && !hidden.isEmpty()) {
            throw new SettingsException(
                    HIDDEN_FIELDS
                            + " needs "
                            + SOURCE
                            + " database or redis: Better Auth itself"
                            + " does not return such fields");
        }
        return new SourceSettings(kind, Set.copyOf(hidden));
    }
}
