package betterauth.jakarta.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path below the context root, such as {@code /api/me}, or all at and below one, such as {@code
 * /api/*}.
 *
 * @param path the path without its wildcard and without a slash at its end; empty for the root
 * @param below whether the pattern matches what is below the path, too
 */
public record PathPattern(String path, boolean below) {

    /** Possessive, since Java's other repetitions of a group recurse. */
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._~!$&'()+,=:@-]+)*+/?");

    private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(/|$)");
    private static final String WILDCARD = "/*";

    /** The pattern; empty if the text is not one. */
    static Optional<PathPattern> parse(String text) {
        boolean below = text.endsWith(WILDCARD);
        String path = below ? text.substring(0, text.length() - 1) : text;
        if (!path.startsWith("/")
                || !PLAIN.matcher(path).matches()
                || DOT_SEGMENT.matcher(path).find()) {
            return Optional.empty();
        }
        return Optional.of(
                new PathPattern(
                        path.substring(0, path.length() - (path.endsWith("/") ? 1 : 0)), below));
    }

    /** The pattern as it may be written in settings. */
    public String text() {
        return path.isEmpty() && !below ? "/" : path + (below ? WILDCARD : "");
    }

    /** Whether a normalized path, without a slash at its end, matches. */
    public boolean matches(String normalized) {
        return normalized.equals(path) || (below && normalized.startsWith(path + "/"));
    }

    /**
     * How closely the pattern says what it means: the longest wins, and without wildcard over with.
     */
    public int specificity() {
        return path.length() * 2 + (below ? 0 : 1);
    }
}
