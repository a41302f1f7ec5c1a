package betterauth.jakarta.it;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DatabaseServer;
import betterauth.jakarta.run.MariaDb;
import betterauth.jakarta.run.PostgreSql;
import betterauth.jakarta.run.Sqlite;
import betterauth.jakarta.session.database.DatabaseSessionSource;
import betterauth.jakarta.spi.SessionSource;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where and how Better Auth stores sessions. */
enum StoredSessions {
    POSTGRESQL("text", false),
    POSTGRESQL_UUID("uuid", true),
    POSTGRESQL_SERIAL("serial", false),
    MARIADB("text", true),
    MARIADB_SERIAL("serial", false),
    SQLITE("text", false),
    SQLITE_SERIAL("serial", true);

    private final String idForm;
    private final boolean isSnakeCase;

    StoredSessions(String idForm, boolean isSnakeCase) {
        this.idForm = idForm;
        this.isSnakeCase = isSnakeCase;
    }

    /** Starts the database; empty where this machine has none. */
    Optional<DatabaseServer> database() {
        return switch (this) {
            case POSTGRESQL, POSTGRESQL_UUID, POSTGRESQL_SERIAL -> PostgreSql.create();
            case MARIADB, MARIADB_SERIAL -> MariaDb.create();
            case SQLITE, SQLITE_SERIAL -> Sqlite.create();
        };
    }

    /** The environment variables of Better Auth. */
    Map<String, String> betterAuth() {
        return Map.of(
                "ID_FORM",
                idForm,
                "SNAKE_CASE",
                String.valueOf(isSnakeCase),
                "MORE_FIELDS",
                "true");
    }

    /** The settings of the source. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("better-auth.secret", BetterAuthServer.SECRET);
        settings.put("better-auth.session.source", "database");
        settings.put("better-auth.session.datasource", "jdbc/better-auth");
        settings.put("better-auth.session.hidden-fields", "secretNote");
        if (isSnakeCase) {
            settings.put("better-auth.session.database.naming", "snake");
            settings.put("better-auth.session.database.session-table", "sessions");
            settings.put("better-auth.session.database.user-table", "users");
        }
        if (!name().startsWith("POSTGRESQL")) {
            settings.put(
                    "better-auth.session.database.field-types",
                    "wantsNews:boolean, isTrusted:boolean, favouriteTags:json,"
                            + " pagePreferences:json");
        }
        return settings;
    }

    /** The source of a library that is set up so. */
    SessionSource source(DatabaseServer server) {
        Map<String, String> all = settings();
        all.put("better-auth.url", "http://localhost:1");
        Settings read = Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
        return new DatabaseSessionSource(read, server::dataSource, Clock.systemUTC());
    }

    String table(String model) {
        return isSnakeCase ? model + "s" : model;
    }

    /** The name of a column, quoted. */
    String column(String field) {
        return quoted(
                isSnakeCase ? field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) : field);
    }

    String quoted(String name) {
        String mark = name().startsWith("MARIADB") ? "`" : "\"";
        return mark + name + mark;
    }
}
