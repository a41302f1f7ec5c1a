package betterauth.jakarta.it;

import static betterauth.jakarta.it.MatrixCheck.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A configuration of Better Auth that users have, and the WAR's settings for it.
 *
 * @param name what {@code src/matrix/configurations.mjs} calls it
 * @param since the first release that has it, or {@code 1.4}
 * @param basePath the path of Better Auth's API
 * @param publicUrl Better Auth's {@code baseURL}, with {@code {port}} for its port
 * @param settings the WAR's, as environment variables, with {@code {port}} as well
 * @param checks what is tried
 */
record MatrixConfiguration(
        String name,
        String since,
        String basePath,
        String publicUrl,
        Map<String, String> settings,
        Set<MatrixCheck> checks) {

    static final String SECRET = "matrix-secret-0123456789abcdef0123456789";
    static final String OLDER_SECRET = "an-older-secret-0123456789abcdef012345";

    private static final Set<MatrixCheck> COMMON =
            EnumSet.of(
                    TOKEN,
                    ALTERED_TOKEN,
                    SESSION_TOKEN,
                    SIGNED,
                    ALTERED_SIGNED,
                    COOKIE,
                    ALTERED_COOKIE,
                    SIGN_OUT);

    /** Those with the same settings of the WAR follow each other, since it starts for each. */
    static final List<MatrixConfiguration> ALL =
            List.of(
                    named("default").with(SHORT_SESSION, ADMIN, IMPERSONATION, DATABASE_BAN, BAN),
                    named("es256"),
                    named("es512"),
                    named("ps256"),
                    named("rs256"),
                    named("jwt-payload"),
                    named("jwt-rotation").with(ROTATION),
                    named("custom-no-token"),
                    named("custom-user-alone"),
                    named("organization").with(ORGANIZATION),
                    named("multi-session").with(OTHER_ACCOUNT),
                    named("anonymous").with(GUEST),
                    named("require-signature").without(SESSION_TOKEN).with(UNSIGNED),
                    named("defer-refresh").since("1.5"),
                    named("cross-subdomain"),
                    named("dynamic-url").since("1.5"),
                    named("memory").with(SHORT_SESSION, IMPERSONATION, DATABASE_BAN, BAN),
                    named("secondary-storage").with(DATABASE_BAN, BAN),
                    named("storage-and-database").with(IMPERSONATION, DATABASE_BAN, BAN),
                    named("uuid-ids"),
                    named("rate-limit").with(RATE_LIMIT),
                    named("serial-ids").with(IMPERSONATION, DATABASE_BAN, BAN),
                    named("custom-fields").with(CUSTOM_FIELD).withFieldsAndApiKeys(),
                    named("own-fields").with(OWN_FIELDS).withFieldsAndApiKeys(),
                    named("api-key")
                            .with(API_KEY, ALTERED_API_KEY, DELETED_API_KEY)
                            .withFieldsAndApiKeys(),
                    named("hs256").setting("BETTER_AUTH_JWT_SECRET", SECRET),
                    named("jwt-issuer")
                            .at("https://auth.example.com")
                            .setting("MP_JWT_VERIFY_ISSUER", "https://id.example.com")
                            .setting("MP_JWT_VERIFY_AUDIENCES", "invoices"),
                    named("jwks-path")
                            .setting(
                                    "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                    "http://localhost:{port}/api/auth/.well-known/jwks.json"),
                    named("oauth-provider")
                            .setting("MP_JWT_VERIFY_ISSUER", "http://localhost:{port}/api/auth"),
                    named("cookie-prefix").setting("BETTER_AUTH_SESSION_COOKIE_PREFIX", "my-app"),
                    named("cookie-name").setting("BETTER_AUTH_SESSION_COOKIE_NAME", "sid"),
                    named("https")
                            .at("https://localhost:{tls-port}")
                            .setting("BETTER_AUTH_URL", "https://localhost:{tls-port}"),
                    named("https-proxy")
                            .at("https://auth.example.com")
                            .setting("MP_JWT_VERIFY_ISSUER", "https://auth.example.com")
                            .setting("MP_JWT_VERIFY_AUDIENCES", "https://auth.example.com"),
                    named("base-path").below("/auth").setting("BETTER_AUTH_BASE_PATH", "/auth"),
                    named("root-path").below("").setting("BETTER_AUTH_BASE_PATH", "/"),
                    named("cache-compact").cached("compact"),
                    named("cache-chunks").cached("compact"),
                    named("cache-version")
                            .cached("compact")
                            .setting("BETTER_AUTH_COOKIE_CACHE_VERSION", "7"),
                    named("cache-jwt").cached("jwt"),
                    named("cache-jwe").cached("jwe"),
                    named("cache-jwks").cached("jwks").since("1.7"),
                    named("stateless")
                            .without(SIGN_OUT)
                            .with(RESTART)
                            .setting("BETTER_AUTH_SESSION_STATELESS", "true"),
                    named("secrets")
                            .since("1.5")
                            .setting("BETTER_AUTH_SECRETS", "2:" + SECRET + ",1:" + OLDER_SECRET));

    /** Whether a release, such as {@code 1.7.25}, has it. */
    boolean isIn(String version) {
        return Arrays.compare(numbers(version), numbers(since)) >= 0;
    }

    @Override
    public String toString() {
        return name;
    }

    private static int[] numbers(String version) {
        String[] parts = version.split("\\.", -1);
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    private static MatrixConfiguration named(String name) {
        return new MatrixConfiguration(
                name,
                "1.4",
                "/api/auth",
                "http://localhost:{port}",
                Map.of("BETTER_AUTH_URL", "http://localhost:{port}"),
                COMMON);
    }

    private MatrixConfiguration since(String first) {
        return new MatrixConfiguration(name, first, basePath, publicUrl, settings, checks);
    }

    private MatrixConfiguration below(String path) {
        return new MatrixConfiguration(name, since, path, publicUrl, settings, checks);
    }

    private MatrixConfiguration at(String url) {
        return new MatrixConfiguration(name, since, basePath, url, settings, checks);
    }

    private MatrixConfiguration setting(String variable, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(variable, value);
        return new MatrixConfiguration(name, since, basePath, publicUrl, more, checks);
    }

    private MatrixConfiguration with(MatrixCheck... added) {
        Set<MatrixCheck> more = EnumSet.copyOf(checks);
        more.addAll(List.of(added));
        return new MatrixConfiguration(name, since, basePath, publicUrl, settings, more);
    }

    private MatrixConfiguration without(MatrixCheck removed) {
        Set<MatrixCheck> fewer = EnumSet.copyOf(checks);
        fewer.remove(removed);
        return new MatrixConfiguration(name, since, basePath, publicUrl, settings, fewer);
    }

    /** One server for all that need either. */
    private MatrixConfiguration withFieldsAndApiKeys() {
        return setting("BETTER_AUTH_FIELD_DEFAULTS", "plan=free,seats=0,hidden=none")
                .setting("BETTER_AUTH_API_KEY_ENABLED", "true");
    }

    private MatrixConfiguration cached(String form) {
        return without(SIGN_OUT)
                .with(CACHE, ALTERED_CACHE)
                .setting("BETTER_AUTH_COOKIE_CACHE", form);
    }
}
