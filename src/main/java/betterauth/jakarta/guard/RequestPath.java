package betterauth.jakarta.guard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The path of a request in the one form that patterns are written in. */
final class RequestPath {

    /**
     * What one server reads as a separator, a dot segment or the end of a path, and another does
     * not.
     */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("[\\\\%\\p{Cntrl}?#]|/\\.{1,2}(/|$)|//");

    private RequestPath() {}

    /**
     * Decodes a raw path once and removes matrix parameters and a slash at its end.
     *
     * @return the path; empty if it is not written plainly
     */
    static Optional<String> normalize(String rawPath) {
        if (rawPath.toUpperCase(Locale.ROOT).contains("%2F")) {
            return Optional.empty();
        }
        try {
            String decoded =
                    URLDecoder.decode(
                            withoutMatrixParameters(rawPath).replace("+", "%2B"),
                            StandardCharsets.UTF_8);
            if (AMBIGUOUS.matcher(decoded).find() || decoded.indexOf(';') >= 0) {
                return Optional.empty();
            }
            return Optional.of(
                    decoded.endsWith("/") ? decoded.substring(0, decoded.length() - 1) : decoded);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Matrix parameters (RFC 3986, section 3.3) take no part in finding a resource. */
    private static String withoutMatrixParameters(String rawPath) {
        StringBuilder path = new StringBuilder();
        boolean inParameters = false;
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            inParameters = c == ';' || (inParameters && c != '/');
            if (!inParameters) {
                path.append(c);
            }
        }
        return path.toString();
    }
}
