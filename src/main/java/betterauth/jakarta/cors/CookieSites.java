package betterauth.jakarta.cors;

import betterauth.jakarta.config.OriginPattern;
import betterauth.jakarta.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the allowed origins from which browsers never send Better Auth's session cookie. It is
 * {@code SameSite=Lax}, so a script has it sent from a page of the site that set it only (RFC
 * 6265bis, section 5.2). Where a site ends is known to the Public Suffix List alone; two hosts that
 * differ in one of their last two labels are of two sites by any list, and only these are told of.
 */
public final class CookieSites {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private CookieSites() {}

    /** A line for each origin that is of another site than Better Auth for certain. */
    public static List<String> otherSites(Settings settings) {
        if (!settings.session().enabled() || !settings.cors().allowCredentials()) {
            return List.of();
        }
        Optional<URI> betterAuth = publicUrl(settings);
        return betterAuth.stream()
                .flatMap(
                        url ->
                                settings.cors().allowedOrigins().stream()
                                        .filter(origin -> isOtherSite(origin.host(), url.getHost()))
                                        .map(origin -> line(origin, url)))
                .toList();
    }

    /** What browsers know Better Auth by: the issuer, unless it is a name within a network. */
    private static Optional<URI> publicUrl(Settings settings) {
        return Stream.of(settings.jwt().issuer(), settings.url().toString())
                .filter(text -> text.matches("https?://[^\\s\"<>{}|\\\\^`]+"))
                .map(URI::create)
                .filter(url -> url.getHost() != null)
                .findFirst()
                .filter(url -> isPublic(url.getHost()));
    }

    private static boolean isPublic(String host) {
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || (host.indexOf('.') > 0 && !ADDRESS.matcher(host).matches());
    }

    private static boolean isOtherSite(String host, String other) {
        return (ADDRESS.matcher(host).matches() || ADDRESS.matcher(other).matches())
                ? !host.equals(other)
                : !lastLabels(host).equals(lastLabels(other));
    }

    private static String lastLabels(String host) {
        String[] labels = host.toLowerCase(Locale.ROOT).split("\\.", -1);
        return labels.length < 2
                ? host
                : labels[labels.length - 2] + '.' + labels[labels.length - 1];
    }

    private static String line(OriginPattern origin, URI betterAuth) {
        return "Browsers do not send Better Auth's session cookie from "
                + origin.text()
                + ", which is another site than "
                + betterAuth
                + ": use tokens there, or one domain for both, or set SameSite=None by Better"
                + " Auth's advanced.defaultCookieAttributes";
    }
}
