package betterauth.jakarta.cors;

import betterauth.jakarta.config.CorsSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a browser learns about a front end of another origin (Fetch standard, section 3.2). An
 * origin that is not allowed gets no headers, so that its scripts cannot read the answer.
 */
public final class CorsPolicy {

    private final CorsSettings settings;

    public CorsPolicy(CorsSettings settings) {
        this.settings = settings;
    }

    /** Whether a request is a preflight: it asks on behalf of another, and no resource. */
    public static boolean isPreflight(
            String method, @Nullable String origin, @Nullable String requestedMethod) {
        return method.equals("OPTIONS") && origin != null && requestedMethod != null;
    }

    /** The headers that answer a preflight; empty for an origin that is not allowed. */
    public Map<String, String> preflightHeaders(String origin) {
        Map<String, String> headers = new LinkedHashMap<>(allowed(origin));
        if (!headers.isEmpty()) {
            headers.put(
                    "Access-Control-Allow-Methods",
                    String.join(", ", new TreeSet<>(settings.allowedMethods())));
            headers.put(
                    "Access-Control-Allow-Headers",
                    String.join(", ", new TreeSet<>(settings.allowedHeaders())));
            headers.put("Access-Control-Max-Age", String.valueOf(settings.maxAgeSeconds()));
        }
        return headers;
    }

    /**
     * The headers that an answer carries for this origin; empty for one that is not allowed, or
     * none.
     */
    public Map<String, String> answerHeaders(@Nullable String origin) {
        if (origin == null) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>(allowed(origin));
        if (!headers.isEmpty() && !settings.exposedHeaders().isEmpty()) {
            headers.put(
                    "Access-Control-Expose-Headers", String.join(", ", settings.exposedHeaders()));
        }
        return headers;
    }

    private Map<String, String> allowed(String origin) {
        if (settings.anyOrigin()) {
            return Map.of("Access-Control-Allow-Origin", "*");
        }
        if (!settings.allows(origin)) {
            return Map.of();
        }
        return settings.allowCredentials()
                ? Map.of(
                        "Access-Control-Allow-Origin",
                        origin,
                        "Access-Control-Allow-Credentials",
                        "true")
                : Map.of("Access-Control-Allow-Origin", origin);
    }
}
