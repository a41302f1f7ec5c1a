package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.config.DatabaseSettings.Naming;
import betterauth.jakarta.config.DatabaseSettings.StoredType;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

    private static final String PREFIX = "better-auth.session.database.";
    private static final String DATA_SOURCE = "better-auth.session.datasource";

    private final Map<String, String> settings = new HashMap<>();

    @Test
    void namesTablesAndColumnsAsBetterAuthByDefault() {
        assertThat(read())
                .isEqualTo(
                        new DatabaseSettings(
                                null,
                                Naming.CAMEL,
                                new TableName(null, "session"),
                                new TableName(null, "user"),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                ZoneId.of("UTC")));
        assertThat(settings().kind()).isEqualTo(SourceSettings.Kind.HTTP);
    }

    @Test
    void takesOtherNames() {
        database();
        settings.put(DATA_SOURCE, "java:jboss/datasources/better-auth");
        settings.put(PREFIX + "naming", "snake");
        settings.put(PREFIX + "session-table", "auth.sessions");
        settings.put(PREFIX + "user-table", "users");
        settings.put(PREFIX + "session-columns", "userId : owner,token:key");
        settings.put(PREFIX + "user-columns", "email:e_mail");
        settings.put(PREFIX + "field-types", "score:number,since:Date");
        settings.put(PREFIX + "time-zone", "Europe/Berlin");
        settings.put("better-auth.session.hidden-fields", "secretNote");

        assertThat(read())
                .isEqualTo(
                        new DatabaseSettings(
                                "java:jboss/datasources/better-auth",
                                Naming.SNAKE,
                                new TableName("auth", "sessions"),
                                new TableName(null, "users"),
                                Map.of("userId", "owner", "token", "key"),
                                Map.of("email", "e_mail"),
                                Map.of("score", StoredType.NUMBER, "since", StoredType.DATE),
                                ZoneId.of("Europe/Berlin")));
        assertThat(settings().hiddenFields()).containsExactly("secretNote");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "naming | kebab | camel or snake",
                "session-table | ses sion | a table such as sessions or auth.sessions",
                "session-table | a.b.c | a table such as sessions or auth.sessions",
                "user-table | user\" | a table such as sessions or auth.sessions",
                "user-table | user;DROP | a table such as sessions or auth.sessions",
                "session-columns | userId | fields, once each, with their columns, such as"
                        + " userId:user_id",
                "session-columns | userId:a b | fields, once each, with their columns, such as"
                        + " userId:user_id",
                "user-columns | email:e\"mail | fields, once each, with their columns, such as"
                        + " email:email_address",
                "user-columns | email:`mail` | fields, once each, with their columns, such as"
                        + " email:email_address",
                "field-types | score:float | fields with string, number, boolean, date or json",
                "field-types | score | fields, once each, with their columns, such as score:number",
                "time-zone | Berlin | a time zone such as Europe/Berlin",
            })
    void refusesOtherValues(String key, String value, String allowed) {
        settings.put(PREFIX + key, value);

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(PREFIX + key + " must be " + allowed + ": " + value);
    }

    @Test
    void refusesAFieldTwice() {
        settings.put(PREFIX + "user-columns", "email:a, email:b");

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        PREFIX
                                + "user-columns must be fields, once each, with their columns, such"
                                + " as email:email_address: email:b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://evil.example/x", "jdbc/better auth", "${x}"})
    void refusesOtherNamesOfADataSource(String name) {
        settings.put(DATA_SOURCE, name);

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        DATA_SOURCE + " must be a JNDI name such as jdbc/better-auth, not a URL");
    }

    @Test
    void repeatsNoUrlThatWasTakenForTheNameOfADataSource() {
        database();
        settings.put(DATA_SOURCE, "jdbc:postgresql://db/auth?password=hunter2");

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"banned", "plan,banExpires"})
    void refusesToHideBans(String hidden) {
        database();
        settings.put("better-auth.session.hidden-fields", hidden);

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.session.hidden-fields must not name banned or banExpires:"
                                + " no ban would be seen");
    }

    @Test
    void needsADataSource() {
        database();
        settings.remove(DATA_SOURCE);

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        DATA_SOURCE
                                + " must be set to the JNDI name of a data source, such as"
                                + " jdbc/better-auth, where better-auth.session.source is database");
    }

    @Test
    void needsTheSecretWhereBetterAuthIsNotAsked() {
        database();
        settings.remove("better-auth.secret");

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.session.source database needs better-auth.secret: cookies and"
                                + " signed tokens are verified by it");
        settings.put("better-auth.session.enabled", "false");
        assertThat(read()).isNotNull();
    }

    @Test
    void refusesApiKeysThere() {
        database();
        settings.put("better-auth.api-key.enabled", "true");

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.session.source database has no API keys:"
                                + " better-auth.api-key.enabled must be false");
    }

    @Test
    void refusesABetterAuthWithoutADatabaseThere() {
        database();
        settings.put("better-auth.session.stateless", "true");

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.session.source database has all sessions:"
                                + " better-auth.session.stateless must be false");
    }

    @Test
    void refusesHiddenFieldsWhereBetterAuthIsAsked() {
        settings.put("better-auth.session.hidden-fields", "secretNote");

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.session.hidden-fields needs better-auth.session.source"
                                + " database or redis: Better Auth itself does not return such"
                                + " fields");
    }

    private void database() {
        settings.put("better-auth.session.source", "database");
        settings.put(DATA_SOURCE, "jdbc/better-auth");
        settings.put("better-auth.secret", "0123456789abcdef0123456789abcdef");
    }

    private DatabaseSettings read() {
        return settings().database();
    }

    private SourceSettings settings() {
        settings.put("better-auth.url", "https://auth.example.com");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(settings.get(key))))
                .source();
    }
}
