package betterauth.jakarta.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Better Auth's secondary storage in Redis is, and how it is read.
 *
 * @param server the server; null if none is set
 * @param keyPrefix what Better Auth writes before each key; may be empty
 * @param commandTimeout time for one answer
 * @param revokesTokens whether tokens are rejected that were issued before their user's sessions
 *     were revoked
 */
public record RedisSettings(
        @Nullable Server server, String keyPrefix, Duration commandTimeout, boolean revokesTokens) {

    private static final String URL = "better-auth.session.redis.url";
    private static final String PASSWORD = "better-auth.session.redis.password";
    private static final String PREFIX = "better-auth.session.redis.key-prefix";
    private static final String NO_PREFIX = "none";
    private static final String ALLOWED =
            "a URL such as redis://cache.example.com:6379 or rediss://user@cache.example.com/0";
    private static final int DEFAULT_PORT = 6379;

    /** Of scheme, user and password, host and port, and database. */
    private static final Pattern FORM =
            Pattern.compile("(rediss?)://(?:([^@/?#\\s]*)@)?([^@/?#]+)(?:/(\\d{0,4}))?");

    /**
     * A server.
     *
     * @param host where it is; with Sentinels, the name by which they know the master
     * @param port 0 with Sentinels
     * @param isSecure whether it is reached by TLS
     * @param user null for Redis's default user
     * @param password null for none
     * @param sentinels what says where it is; null if {@code host} does
     */
    public record Server(
            String host,
            int port,
            boolean isSecure,
            int database,
            @Nullable String user,
            @Nullable String password,
            @Nullable SentinelSettings sentinels) {

        /** The URL without user and password. */
        @Override
        public String toString() {
            String scheme = isSecure ? "rediss://" : "redis://";
            String url = scheme + new HostPort(host, port) + "/" + database;
            return sentinels == null ? url : url + " by Sentinels at " + sentinels;
        }
    }

    /**
     * The server, where one is needed.
     *
     * @throws SettingsException if none is set
     */
    public Server requireServer() {
        Server known = server;
        if (known == null) {
            throw new SettingsException(URL + " must be set to " + ALLOWED);
        }
        return known;
    }

    static RedisSettings read(ConfigValues values) {
        Optional<String> url = values.text(URL);
        Optional<String> password = values.text(PASSWORD);
        Optional<SentinelSettings> sentinels = SentinelSettings.read(values);
        return new RedisSettings(
                url.map(text -> server(text, password, sentinels.orElse(null))).orElse(null),
                // MicroProfile Config takes an empty value for none.
                values.text(PREFIX)
                        .map(prefix -> prefix.equals(NO_PREFIX) ? "" : prefix)
                        .orElse("better-auth:"),
                values.duration(
                        "better-auth.session.redis.command-timeout", Duration.ofMillis(500)),
                values.flag("better-auth.session.redis.revokes-tokens", true));
    }

    /** What is wrong in a URL is not repeated: it may contain a password. */
    private static Server server(
            String text, Optional<String> password, @Nullable SentinelSettings sentinels) {
        Matcher url = FORM.matcher(text);
        if (!url.matches()) {
            throw new SettingsException(URL + " must be " + ALLOWED);
        }
        HostPort address =
                HostPort.parse(url.group(3))
                        .orElseThrow(() -> new SettingsException(URL + " must be " + ALLOWED));
        if (sentinels != null && address.port() != 0) {
            throw new SettingsException(
                    URL
                            + " must have no port where "
                            + SentinelSettings.SENTINELS
                            + " is set: its host is the master's name then, such as"
                            + " redis://mymaster");
        }
        String[] login = login(url.group(2));
        if (password.isPresent() && !login[1].isEmpty()) {
            throw new SettingsException(
                    PASSWORD + " must not be set where " + URL + " has a password");
        }
        String secret = password.orElse(login[1]);
        if (secret.isEmpty() && !login[0].isEmpty()) {
            throw new SettingsException(PASSWORD + " must be set where " + URL + " has a user");
        }
        String database = url.group(4);
        return new Server(
                address.host(),
                sentinels == null ? address.orPort(DEFAULT_PORT).port() : 0,
                url.group(1).equals("rediss"),
                database == null || database.isEmpty() ? 0 : Integer.parseInt(database),
                login[0].isEmpty() ? null : login[0],
                secret.isEmpty() ? null : secret,
                sentinels);
    }

    /** User and password, each of which may be empty. */
    private static String[] login(@Nullable String userInfo) {
        if (userInfo == null) {
            return new String[] {"", ""};
        }
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new String[] {decode(userInfo), ""}
                : new String[] {
                    decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))
                };
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw new SettingsException(
                    URL + " must have user and password in the encoding of URLs: % as %25");
        }
    }
}
