package betterauth.jakarta.wiring;

import betterauth.jakarta.config.CorsSettings;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.OriginPattern;
import betterauth.jakarta.config.PathPattern;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.SessionSettings.CookieCache;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.guard.GuardsFound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is deployed, in words, without a secret.
 *
 * @param version the version of this project
 * @param contextPath where the application is
 * @param sessionSource the name of what looks sessions up
 */
record StartReport(
        String version,
        String contextPath,
        Settings settings,
        String sessionSource,
        GuardsFound guards) {

    String text() {
        return String.join(
                System.lineSeparator() + "  ",
                "Better Auth for Jakarta EE "
                        + version
                        + " is deployed at "
                        + (contextPath.isEmpty() ? "/" : contextPath),
                "Better Auth: " + settings.url() + settings.basePath(),
                "issuer: " + settings.jwt().issuer(),
                "audiences: " + list(settings.jwt().audiences(), text -> text, "any"),
                "OAuth resource: " + list(settings.oauth().resources(), text -> text, "none"),
                "keys: " + settings.keys().place(),
                "algorithms: " + list(settings.jwt().algorithms(), JwsAlgorithm::label, "none"),
                "credentials: " + credentials(),
                "session source: " + sessionSource,
                "cookie signatures: " + signatures(),
                "cookie cache: " + name(settings.session().cookieCache()),
                "protected paths: " + paths(settings.paths().protectedPaths()),
                "public paths: " + paths(settings.paths().publicPaths()),
                "CORS origins: " + origins(settings.cors()),
                "guards: " + guards);
    }

    private String credentials() {
        if (settings.mechanism() == Mechanism.CONTAINER) {
            return "what the server's MicroProfile JWT accepts";
        }
        SessionSettings session = settings.session();
        String cookie = settings.jwt().cookie();
        List<String> accepted = new ArrayList<>();
        accepted.add("JSON Web Token" + (cookie == null ? "" : " in the cookie " + cookie));
        if (settings.oauth().isEnabled()) {
            accepted.add("OAuth access token of " + settings.oauth().issuer());
        }
        if (session.enabled()) {
            String secure = settings.isSecure() ? "__Secure-" : "";
            accepted.add("session token");
            accepted.add("session cookie " + secure + session.cookieName());
        }
        if (session.apiKeys()) {
            accepted.add("API key");
        }
        return String.join(", ", accepted);
    }

    private String signatures() {
        int secrets = settings.session().secrets().size();
        return secrets == 0
                ? "verified by Better Auth"
                : "verified here by " + (secrets == 1 ? "one secret" : secrets + " secrets");
    }

    private static String origins(CorsSettings cors) {
        return cors.anyOrigin() ? "*" : list(cors.allowedOrigins(), OriginPattern::text, "none");
    }

    private static String paths(List<PathPattern> paths) {
        return list(paths, PathPattern::text, "none");
    }

    private static String name(CookieCache cookieCache) {
        return cookieCache.name().toLowerCase(Locale.ROOT);
    }

    private static <T> String list(
            Collection<T> values, Function<T, String> text, String otherwise) {
        return values.isEmpty()
                ? otherwise
                : values.stream().map(text).sorted().collect(Collectors.joining(", "));
    }
}
