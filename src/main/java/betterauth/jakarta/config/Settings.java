package betterauth.jakarta.config;

import java.net.URI;
import java.util.Map;

/**
 * Every setting of the application, checked.
 *
 * @param url Better Auth's origin
 * @param basePath the path of Better Auth's API, with a leading and without a trailing slash; empty
 *     for the root
 * @param mechanism who validates credentials
 */
public record Settings(
        URI url,
        String basePath,
        Mechanism mechanism,
        JwtSettings jwt,
        KeySettings keys,
        SessionSettings session,
        SourceSettings source,
        OAuthSettings oauth,
        CorsSettings cors,
        PathSettings paths,
        UserSettings user,
        EventSettings events) {

    private static final String BASE_PATH = "better-auth.base-path";
    private static final String TOKEN_HEADER = "mp.jwt.token.header";
    private static final String MECHANISM = "better-auth.mechanism";

    /**
     * Reads and checks all settings.
     *
     * @throws SettingsException for the first that is missing or wrong
     */
    public static Settings read(ConfigValues values) {
        URI url = values.origin("better-auth.url");
        String basePath = readBasePath(values);
        Profile profile =
                values.oneOf(
                        "better-auth.profile",
                        Map.of("better-auth", Profile.BETTER_AUTH, "mp-jwt", Profile.MP_JWT),
                        Profile.BETTER_AUTH,
                        "better-auth or mp-jwt");
        Mechanism mechanism = readMechanism(values);
        SessionSettings session = SessionSettings.read(values);
        SourceSettings source = SourceSettings.read(values);
        source.check(session);
        return new Settings(
                url,
                basePath,
                mechanism,
                JwtSettings.read(values, profile, url.toString()),
                KeySettings.read(values, profile, url + basePath + "/jwks"),
                session,
                source,
                OAuthSettings.read(values, mechanism, url + basePath),
                CorsSettings.read(values),
                PathSettings.read(values),
                UserSettings.read(values),
                EventSettings.read(values));
    }

    /**
     * Whether users reach Better Auth by https: by its URL, or, where that is an inner one, by the
     * issuer that its tokens name.
     */
    public boolean isSecure() {
        return "https".equals(url.getScheme()) || jwt.issuer().startsWith("https://");
    }

    /** The server's own MP-JWT has no defaults of ours, and is silent about what it lacks. */
    private static Mechanism readMechanism(ConfigValues values) {
        Mechanism mechanism =
                values.oneOf(
                        MECHANISM,
                        Map.of("module", Mechanism.MODULE, "container", Mechanism.CONTAINER),
                        Mechanism.MODULE,
                        "module or container");
        if (mechanism == Mechanism.CONTAINER) {
            String needed = "what the server checks, since " + MECHANISM + " is container";
            values.required("mp.jwt.verify.issuer", needed);
            values.required("mp.jwt.verify.audiences", needed);
            if (values.text(TOKEN_HEADER).filter("Cookie"::equals).isPresent()) {
                throw new SettingsException(
                        TOKEN_HEADER
                                + " must be Authorization where "
                                + MECHANISM
                                + " is container: the server takes a cookie from any page");
            }
            if (values.text("mp.jwt.verify.publickey").isEmpty()) {
                values.required("mp.jwt.verify.publickey.location", needed);
            }
        }
        return mechanism;
    }

    private static String readBasePath(ConfigValues values) {
        String path = values.text(BASE_PATH).orElse("/api/auth");
        if (!path.matches("/|(/[A-Za-z0-9._~-]+)+")) {
            throw ConfigValues.refused(BASE_PATH, "a path such as /api/auth", path);
        }
        return path.equals("/") ? "" : path;
    }
}
