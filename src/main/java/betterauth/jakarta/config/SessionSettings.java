package betterauth.jakarta.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How sessions are found out.
 *
 * @param enabled whether session cookies and session tokens are accepted
 * @param apiKeys whether API keys are accepted
 * @param stateless whether Better Auth has no database, so that it needs its {@code session_data}
 *     cookie
 * @param secrets Better Auth's secrets, each of which may have signed a cookie; empty: then cookies
 *     are verified by Better Auth only
 * @param cookieName the name of the cookie with the session token, without {@code __Secure-}
 * @param dataCookieName the name of the {@code session_data} cookie, likewise
 * @param cookieCache the form of the {@code session_data} cookie to check locally
 * @param cacheTtl how long a session is remembered
 * @param cookieCacheVersion the {@code version} that the cookie must have
 * @param cacheSize sessions remembered; 0 remembers none
 * @param cacheBytes bytes of heap for them, about
 * @param refusalBytes bytes of heap for remembered refusals, about
 * @param cookieCacheBytes bytes of heap for what cookies said, about
 * @param maxCalls calls to Better Auth under way at once
 * @param connectTimeout time to connect
 * @param readTimeout time for the whole answer, and for a request to wait for it
 */
public record SessionSettings(
        boolean enabled,
        boolean apiKeys,
        boolean stateless,
        List<Secret> secrets,
        String cookieName,
        String dataCookieName,
        CookieCache cookieCache,
        String cookieCacheVersion,
        Duration cacheTtl,
        int cacheSize,
        long cacheBytes,
        long refusalBytes,
        long cookieCacheBytes,
        int maxCalls,
        Duration connectTimeout,
        Duration readTimeout) {

    /** The forms of Better Auth's cookie cache. */
    public enum CookieCache {
        OFF,
        COMPACT,
        JWT,
        JWE,
        JWKS
    }

    /** RFC 6265, section 4.1.1; the prefix is added where Better Auth is behind https. */
    private static final Pattern COOKIE_NAME =
            Pattern.compile("(?!__Secure-)[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Pattern VERSIONED = Pattern.compile("\\d{1,9}:\\s*(.+)");

    private static final long MEBIBYTE = 1024 * 1024;
    private static final String SECRET = "better-auth.secret";
    private static final String SECRETS = "better-auth.secrets";
    private static final String PREFIX = "better-auth.session.cookie-prefix";
    private static final String NAME = "better-auth.session.cookie-name";
    private static final String COOKIE_CACHE = "better-auth.cookie-cache";

    public SessionSettings {
        secrets = List.copyOf(secrets);
    }

    static SessionSettings read(ConfigValues values) {
        List<Secret> secrets = readSecrets(values);
        String prefix = readName(values, PREFIX).orElse("better-auth");
        return new SessionSettings(
                values.flag("better-auth.session.enabled", true),
                values.flag("better-auth.api-key.enabled", false),
                values.flag("better-auth.session.stateless", false),
                secrets,
                readName(values, NAME).orElse(prefix + ".session_token"),
                prefix + ".session_data",
                readCookieCache(values, secrets),
                values.text("better-auth.cookie-cache.version").orElse("1"),
                values.duration("better-auth.session.cache-ttl", Duration.ofSeconds(30)),
                values.number("better-auth.session.cache-size", 10_000, 0, 10_000_000),
                values.bytes("better-auth.session.cache-bytes", 32 * MEBIBYTE),
                values.bytes("better-auth.session.refusal-cache-bytes", 4 * MEBIBYTE),
                values.bytes("better-auth.cookie-cache.cache-bytes", 32 * MEBIBYTE),
                values.number("better-auth.session.max-calls", 64, 1, 10_000),
                values.duration("better-auth.session.connect-timeout", Duration.ofSeconds(2)),
                values.duration("better-auth.session.read-timeout", Duration.ofSeconds(5)));
    }

    /** Those of the list, and the single one, by which Better Auth signed before it had a list. */
    private static List<Secret> readSecrets(ConfigValues values) {
        List<Secret> secrets = new ArrayList<>();
        values.list(SECRETS).forEach(entry -> secrets.add(versioned(entry)));
        values.text(SECRET).map(text -> Secret.of(SECRET, text)).ifPresent(secrets::add);
        return secrets.stream().distinct().toList();
    }

    /** As Better Auth's {@code BETTER_AUTH_SECRETS}: a version, a colon and the secret. */
    private static Secret versioned(String entry) {
        Matcher parts = VERSIONED.matcher(entry);
        if (!parts.matches()) {
            throw new SettingsException(
                    SECRETS + " must be a list of versions with secrets, such as 2:new,1:old");
        }
        return Secret.of(SECRETS, parts.group(1));
    }

    private static Optional<String> readName(ConfigValues values, String key) {
        Optional<String> name = values.text(key);
        if (name.filter(text -> !COOKIE_NAME.matcher(text).matches()).isPresent()) {
            throw ConfigValues.refused(
                    key, "a cookie's name without __Secure-, or its beginning", name.get());
        }
        return name;
    }

    private static CookieCache readCookieCache(ConfigValues values, List<Secret> secrets) {
        CookieCache form =
                values.oneOf(
                        COOKIE_CACHE,
                        Map.of(
                                "off", CookieCache.OFF,
                                "compact", CookieCache.COMPACT,
                                "jwt", CookieCache.JWT,
                                "jwe", CookieCache.JWE,
                                "jwks", CookieCache.JWKS),
                        CookieCache.OFF,
                        "off, compact, jwt, jwe or jwks");
        if (form != CookieCache.OFF && secrets.isEmpty()) {
            throw new SettingsException(COOKIE_CACHE + " needs " + SECRET);
        }
        return form;
    }
}
