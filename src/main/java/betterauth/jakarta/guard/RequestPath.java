package betterauth.jakarta.guard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The path of a request in the one form that patterns are written in. */
final class RequestPath {

    /**
     * What one server reads as a separator, a dot segment or the end of a path, and another does
     * not.
     */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("[\\\\%\\p{Cntrl}?#]|/\\.{1,2}(/|$)|//");

    private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(/|$)");

    /** Stands for a slash within a segment: no character that a template has as a literal. */
    private static final char ENCODED_SLASH = '\uFFFF';

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

    /**
     * The ways in which Jakarta REST may match a raw path: as it is written, and with each segment
     * decoded, where a slash that was encoded stays within its segment.
     *
     * @return the readings, without matrix parameters and a slash at the end; empty if there are
     *     dot segments or empty ones, which some servers remove
     */
    static Optional<Set<String>> readings(String rawPath) {
        String raw = withoutMatrixParameters(rawPath);
        String written = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        String decoded = decoded(written);
        return (decoded + "/").contains("//") || DOT_SEGMENT.matcher(decoded).find()
                ? Optional.empty()
                : Optional.of(Stream.of(written, decoded).collect(Collectors.toSet()));
    }

    /** Each segment of a path decoded; a slash that was encoded stays within its segment. */
    static String decoded(String path) {
        return Stream.of(path.split("/", -1))
                .map(RequestPath::decodeSegment)
                .collect(Collectors.joining("/"));
    }

    private static String decodeSegment(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replace('/', ENCODED_SLASH);
        } catch (IllegalArgumentException malformed) {
            return segment;
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
