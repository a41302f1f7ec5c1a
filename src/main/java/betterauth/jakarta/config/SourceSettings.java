package betterauth.jakarta.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where sessions are read from.
 *
 * @param kind by which means
 * @param hiddenFields fields of the user that Better Auth does not return ({@code returned:
 *     false}). Its database and its secondary storage contain them
 * @param isSignatureRequired whether session tokens without a signature are rejected, as by a
 *     Better Auth with {@code bearer({requireSignature: true})}
 * @param redis where its secondary storage is, and how it is read
 * @param database how its database is read
 */
public record SourceSettings(
        Kind kind,
        Set<String> hiddenFields,
        boolean isSignatureRequired,
        RedisSettings redis,
        DatabaseSettings database) {

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
    private static final String REQUIRE_SIGNATURE = "better-auth.session.require-signature";
    private static final Set<String> NEEDED = Set.of("banned", "banExpires");
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
        if (hidden.stream().anyMatch(NEEDED::contains)) {
            throw new SettingsException(
                    HIDDEN_FIELDS + " must not name banned or banExpires: no ban would be seen");
        }
        RedisSettings redis = RedisSettings.read(values);
        if (kind == Kind.REDIS) {
            redis.requireServer();
        }
        DatabaseSettings database = DatabaseSettings.read(values);
        if (kind == Kind.DATABASE) {
            var unused = database.requiredDataSource();
        }
        boolean isSignatureRequired = values.flag(REQUIRE_SIGNATURE, false);
        if (kind == Kind.HTTP && isSignatureRequired) {
            throw new SettingsException(
                    REQUIRE_SIGNATURE
                            + " needs "
                            + SOURCE
                            + " database or redis: Better Auth itself decides by requireSignature"
                            + " of its bearer plugin");
        }
        return new SourceSettings(kind, Set.copyOf(hidden), isSignatureRequired, redis, database);
    }

    /** What is set for another source, in a line each. */
    public List<String> mistakes() {
        List<String> lines = new ArrayList<>();
        if (kind != Kind.REDIS && redis.server() != null) {
            lines.add(unused("better-auth.session.redis.url"));
        }
        if (kind != Kind.DATABASE && database.dataSource() != null) {
            lines.add(unused("better-auth.session.datasource"));
        }
        return lines;
    }

    private String unused(String key) {
        return key + " is set and not used: " + SOURCE + " is " + name();
    }

    private String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Checks that sessions can be read from here by what is set for them.
     *
     * @throws SettingsException if they cannot
     */
    void check(SessionSettings sessions) {
        if (kind == Kind.HTTP) {
            return;
        }
        String source = SOURCE + " " + name();
        if (sessions.enabled() && sessions.secrets().isEmpty()) {
            throw new SettingsException(
                    source
                            + " needs better-auth.secret: cookies and signed tokens are verified by it");
        }
        if (sessions.apiKeys()) {
            throw new SettingsException(
                    source + " has no API keys: better-auth.api-key.enabled must be false");
        }
        if (sessions.stateless()) {
            throw new SettingsException(
                    source + " has all sessions: better-auth.session.stateless must be false");
        }
        if (sessions.cookieCache() != SessionSettings.CookieCache.OFF) {
            throw new SettingsException(
                    source
                            + " makes cookie caches needless, and they outlive their session:"
                            + " better-auth.cookie-cache must be off");
        }
    }
}
