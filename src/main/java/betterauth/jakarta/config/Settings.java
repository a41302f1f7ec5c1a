package betterauth.jakarta.config;

import java.net.URI;
import java.util.Map;

/**
 * Every setting of the application, checked.
 *
 * @param url Better Auth's origin
 * @param basePath the path of Better Auth's API, with a leading and without a trailing slash
 * @param mechanism who validates credentials
 */
public record Settings(
        URI url,
        String basePath,
        Mechanism mechanism,
        JwtSettings jwt,
        KeySettings keys,
        SessionSettings session,
        CorsSettings cors,
        PathSettings paths,
        UserSettings user) {

    private static final String BASE_PATH = "better-auth.base-path";

    /**
     * Reads and checks all settings.
     *
     * @throws SettingsException for the first that is missing or wrong
     */
    public static Settings read(Values values) {
        URI url = values.origin("better-auth.url");
        String basePath = readBasePath(values);
        return new Settings(
                url,
                basePath,
                readMechanism(values),
                JwtSettings.read(values, url.toString()),
                KeySettings.read(values, url + basePath + "/jwks"),
                SessionSettings.read(values),
                CorsSettings.read(values),
                PathSettings.read(values),
                UserSettings.read(values));
    }

    /**
     * Nobody would be known by the server's own MP-JWT yet, so its name is refused rather than
     * obeyed.
     */
    private static Mechanism readMechanism(Values values) {
        return values.oneOf(
                "better-auth.mechanism",
                Map.of("module", Mechanism.MODULE),
                Mechanism.MODULE,
                "module (container is not supported yet)");
    }

    private static String readBasePath(Values values) {
        String path = values.text(BASE_PATH).orElse("/api/auth");
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw Values.refused(BASE_PATH, "a path such as /api/auth", path);
        }
        return path;
    }
}
