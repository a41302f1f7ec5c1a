package betterauth.jakarta.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which front ends may call, and how.
 *
 * @param allowedOrigins the origins of the front ends
 * @param anyOrigin whether every origin may call, without credentials
 * @param allowCredentials whether cookies and {@code Authorization} may come along
 * @param allowedMethods the methods of preflighted requests
 * @param allowedHeaders the request headers of preflighted requests, in lower case
 * @param exposedHeaders the response headers that scripts may read
 * @param maxAgeSeconds how long a browser may remember a preflight
 * @param csrfProtection whether cookies on unsafe methods must come from an allowed origin
 */
public record CorsSettings(
        List<OriginPattern> allowedOrigins,
        boolean anyOrigin,
        boolean allowCredentials,
        Set<String> allowedMethods,
        Set<String> allowedHeaders,
        List<String> exposedHeaders,
        long maxAgeSeconds,
        boolean csrfProtection) {

    private static final String ORIGINS = "better-auth.cors.allowed-origins";
    private static final String METHODS = "better-auth.cors.allowed-methods";
    private static final String HEADERS = "better-auth.cors.allowed-headers";
    private static final String EXPOSED = "better-auth.cors.exposed-headers";
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    public CorsSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedMethods = Set.copyOf(allowedMethods);
        allowedHeaders = Set.copyOf(allowedHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
    }

    static CorsSettings read(ConfigValues values) {
        List<String> origins = values.list(ORIGINS);
        boolean anyOrigin = origins.contains("*");
        boolean credentials = values.flag("better-auth.cors.allow-credentials", true);
        if (anyOrigin && credentials) {
            throw new SettingsException(
                    ORIGINS + " must not be * while better-auth.cors.allow-credentials is true");
        }
        return new CorsSettings(
                origins.stream()
                        .filter(origin -> !origin.equals("*"))
                        .map(CorsSettings::pattern)
                        .toList(),
                anyOrigin,
                credentials,
                Set.copyOf(
                        tokens(
                                values,
                                METHODS,
                                List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"))),
                Set.copyOf(
                        tokens(
                                        values,
                                        HEADERS,
                                        List.of(
                                                "Accept",
                                                "Authorization",
                                                "Content-Type",
                                                "DPoP",
                                                "X-API-Key"))
                                .stream()
                                .map(header -> header.toLowerCase(Locale.ROOT))
                                .toList()),
                tokens(values, EXPOSED, List.of("WWW-Authenticate", "Retry-After", "DPoP-Nonce")),
                values.duration("better-auth.cors.max-age", Duration.ofMinutes(10)).toSeconds(),
                values.flag("better-auth.csrf.enabled", true));
    }

    /** Whether a page of this origin may call. */
    public boolean allows(String origin) {
        return allowedOrigins.stream().anyMatch(pattern -> pattern.matches(origin));
    }

    private static OriginPattern pattern(String text) {
        return OriginPattern.parse(text)
                .orElseThrow(
                        () ->
                                ConfigValues.refused(
                                        ORIGINS,
                                        "origins such as https://app.example.com or https://*.example.com",
                                        text));
    }

    private static List<String> tokens(ConfigValues values, String key, List<String> otherwise) {
        List<String> tokens = values.list(key);
        for (String token : tokens) {
            if (!token.matches(TOKEN) || token.equals("*")) {
                throw ConfigValues.refused(key, "names between commas, and no *", token);
            }
        }
        return tokens.isEmpty() ? otherwise : tokens;
    }
}
