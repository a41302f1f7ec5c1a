package betterauth.jakarta.guard;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code @Path} value (Jakarta REST 3.1, section 3.4), as it is matched against what is left of a
 * decoded path.
 *
 * @param pattern matches the path that the template begins; its last group is what follows
 * @param literals the characters that are no template parameters
 * @param parameters the template parameters
 * @param custom those of them that have a regular expression of their own
 */
record PathTemplate(Pattern pattern, int literals, int parameters, int custom) {

    /** Which of two matches comes first (Jakarta REST 3.1, section 3.7.2, 2f). */
    static final Comparator<PathTemplate> PRECEDENCE =
            Comparator.comparingInt(PathTemplate::literals)
                    .thenComparingInt(PathTemplate::parameters)
                    .thenComparingInt(PathTemplate::custom)
                    .reversed();

    /** A name that no template of an application has for a group. */
    private static final String REST = "betterAuthRest";

    private static final String DEFAULT_EXPRESSION = "[^/]+?";

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a parameter is malformed
     */
    static PathTemplate parse(String path) {
        String relative = strip(path);
        StringBuilder expression = new StringBuilder();
        int literals = 0;
        int parameters = 0;
        int custom = 0;
        for (int i = 0; i < relative.length(); i++) {
            if (relative.charAt(i) != '{') {
                int end = relative.indexOf('{', i);
                String literal =
                        RequestPath.decoded(
                                relative.substring(i, end < 0 ? relative.length() : end));
                expression.append(Pattern.quote(literal));
                literals += literal.length();
                i = end < 0 ? relative.length() : end - 1;
                continue;
            }
            int end = closing(relative, i);
            int colon = relative.indexOf(':', i);
            boolean own = colon > 0 && colon < end;
            expression
                    .append("(?:")
                    .append(own ? relative.substring(colon + 1, end).strip() : DEFAULT_EXPRESSION)
                    .append(')');
            parameters++;
            custom += own ? 1 : 0;
            i = end;
        }
        return new PathTemplate(
                Pattern.compile(
                        (relative.isEmpty() ? "" : "/" + expression) + "(?<" + REST + ">/.*)?"),
                literals,
                parameters,
                custom);
    }

    /** One template behind another, to be compared with others of the kind. */
    PathTemplate with(PathTemplate next) {
        return new PathTemplate(
                pattern,
                literals + next.literals,
                parameters + next.parameters,
                custom + next.custom);
    }

    /**
     * What follows the template in a path that begins with a slash.
     *
     * @return the rest, empty or with a slash at its beginning; empty if the path does not match
     */
    Optional<String> rest(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String rest = matcher.group(REST);
        return Optional.of(rest == null || rest.equals("/") ? "" : rest);
    }

    private static String strip(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        int to = path.endsWith("/") && path.length() > from ? path.length() - 1 : path.length();
        return path.substring(from, to);
    }

    private static int closing(String path, int open) {
        int depth = 0;
        for (int i = open; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "@Path has an opening brace and no closing one: " + path);
    }
}
