package betterauth.jakarta.config;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How access tokens are introspected (RFC 7662).
 *
 * @param clientId this API as a client of Better Auth; null where nothing is introspected
 * @param clientSecret its secret, or null where it has a key
 * @param clientKeyLocation where its private key is, a {@code classpath:} name or file; or null
 *     where it has a secret
 * @param opaquePrefix what opaque access tokens begin with, as {@code prefix.opaqueAccessToken} of
 *     Better Auth; null where they are not accepted
 * @param always whether access tokens that are JSON Web Tokens are introspected, too
 * @param ttl how long an active token is remembered at most
 * @param cacheSize tokens remembered; 0 remembers none
 * @param cacheBytes bytes of heap for them, about
 * @param refusalBytes bytes of heap for tokens that are not accepted, about
 */
public record IntrospectionSettings(
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable String clientKeyLocation,
        @Nullable String opaquePrefix,
        boolean always,
        Duration ttl,
        int cacheSize,
        long cacheBytes,
        long refusalBytes) {

    public static final String CLIENT_ID = "better-auth.oauth.client-id";
    public static final String CLIENT_SECRET = "better-auth.oauth.client-secret";
    public static final String CLIENT_KEY = "better-auth.oauth.client-key.location";

    private static final String OPAQUE_PREFIX = "better-auth.oauth.opaque-prefix";
    private static final String INTROSPECT = "better-auth.oauth.introspect";
    private static final String TTL = "better-auth.oauth.introspection-ttl";
    private static final long MEBIBYTE = 1024 * 1024;

    /** What may stand before other characters of a bearer token (RFC 6750, section 2.1). */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._~+/-]{1,64}");

    /** A session token of Better Auth, raw or signed. */
    private static final Pattern SESSION_TOKEN = Pattern.compile("[A-Za-z0-9]{32}(\\..*)?");

    public IntrospectionSettings {
        boolean isEnabled = always || opaquePrefix != null;
        boolean hasCredentials = clientSecret != null || clientKeyLocation != null;
        if (clientSecret != null && clientKeyLocation != null) {
            throw new SettingsException(
                    CLIENT_SECRET + " must not be set together with " + CLIENT_KEY);
        }
        if (clientId == null && (isEnabled || hasCredentials)) {
            String what = clientSecret == null ? CLIENT_KEY : CLIENT_SECRET;
            String why = opaquePrefix == null ? INTROSPECT + " always" : OPAQUE_PREFIX;
            throw new SettingsException((isEnabled ? why : what) + " needs " + CLIENT_ID);
        }
        if (clientId != null && !hasCredentials) {
            throw new SettingsException(
                    CLIENT_ID + " needs " + CLIENT_SECRET + " or " + CLIENT_KEY);
        }
        if (clientId != null && !isEnabled) {
            throw new SettingsException(
                    CLIENT_ID + " needs " + OPAQUE_PREFIX + ", or " + INTROSPECT + " always");
        }
    }

    static IntrospectionSettings read(ConfigValues values) {
        String clientId = values.text(CLIENT_ID).orElse(null);
        Secret secret = values.text(CLIENT_SECRET).map(Secret::new).orElse(null);
        String keyLocation = values.text(CLIENT_KEY).orElse(null);
        String prefix = readPrefix(values);
        boolean always =
                values.oneOf(
                        INTROSPECT,
                        Map.of("opaque", false, "always", true),
                        false,
                        "opaque or always");
        return new IntrospectionSettings(
                clientId,
                secret,
                keyLocation,
                prefix,
                always,
                values.duration(TTL, Duration.ofSeconds(30)),
                values.number("better-auth.oauth.introspection-cache-size", 10_000, 0, 10_000_000),
                values.bytes("better-auth.oauth.introspection-cache-bytes", 16 * MEBIBYTE),
                values.bytes("better-auth.oauth.introspection-refusal-cache-bytes", 4 * MEBIBYTE));
    }

    /** Whether any access token is introspected. */
    public boolean isEnabled() {
        return always || opaquePrefix != null;
    }

    /** Whether a bearer token has the form of an opaque access token. */
    public boolean isOpaque(String token) {
        return opaquePrefix != null
                && token.length() > opaquePrefix.length()
                && token.startsWith(opaquePrefix)
                && !SESSION_TOKEN.matcher(token).matches();
    }

    /**
     * The client, where tokens are introspected.
     *
     * @throws NullPointerException if {@link #isEnabled} is false
     */
    public String requireClientId() {
        return Objects.requireNonNull(clientId, CLIENT_ID);
    }

    /**
     * The client's secret, where tokens are introspected and it has no key.
     *
     * @throws NullPointerException if there is none
     */
    public Secret requireClientSecret() {
        return Objects.requireNonNull(clientSecret, CLIENT_SECRET);
    }

    private static @Nullable String readPrefix(ConfigValues values) {
        String prefix = values.text(OPAQUE_PREFIX).orElse(null);
        if (prefix != null && !PREFIX.matcher(prefix).matches()) {
            throw ConfigValues.refused(
                    OPAQUE_PREFIX, "the beginning of a bearer token, such as oat_", prefix);
        }
        return prefix;
    }
}
