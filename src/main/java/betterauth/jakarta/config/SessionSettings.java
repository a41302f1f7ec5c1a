package betterauth.jakarta.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How sessions are found out.
 *
 * @param enabled whether session cookies and session tokens are accepted
 * @param apiKeys whether API keys are accepted
 * @param secret Better Auth's secret, or null: then cookies are checked by Better Auth only
 * @param cookiePrefix what the names of Better Auth's cookies begin with
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
        @Nullable Secret secret,
        String cookiePrefix,
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

    private static final long MEBIBYTE = 1024 * 1024;
    private static final String SECRET = "better-auth.secret";
    private static final String PREFIX = "better-auth.session.cookie-prefix";
    private static final String COOKIE_CACHE = "better-auth.cookie-cache";

    static SessionSettings read(ConfigValues values) {
        Secret secret = values.text(SECRET).map(text -> Secret.of(SECRET, text)).orElse(null);
        return new SessionSettings(
                values.flag("better-auth.session.enabled", true),
                values.flag("better-auth.api-key.enabled", false),
                secret,
                readPrefix(values),
                readCookieCache(values, secret),
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

    private static String readPrefix(ConfigValues values) {
        String prefix = values.text(PREFIX).orElse("better-auth");
        if (!prefix.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw ConfigValues.refused(PREFIX, "the beginning of a cookie's name", prefix);
        }
        return prefix;
    }

    private static CookieCache readCookieCache(ConfigValues values, @Nullable Secret secret) {
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
        if (form != CookieCache.OFF && secret == null) {
            throw new SettingsException(COOKIE_CACHE + " needs " + SECRET);
        }
        return form;
    }
}
