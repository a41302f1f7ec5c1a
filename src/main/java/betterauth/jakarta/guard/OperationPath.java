package betterauth.jakarta.guard;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A path with the names of its template parameters, in one form: some servers write the regular
 * expressions of {@code @Path} into a document, and some do not.
 *
 * @param text empty, or with a slash at its beginning and none at its end
 */
record OperationPath(String text) {

    OperationPath {
        String plain = ("/" + withoutExpressions(text)).replaceAll("/+", "/");
        text = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** A path behind this one. */
    OperationPath with(String next) {
        return new OperationPath(text + "/" + next);
    }

    /**
     * What may be below an application's path, which has no parameters: the path itself, and then
     * what is left of it as segments are taken from its beginning.
     */
    Stream<OperationPath> belowApplications() {
        int parameter = text.indexOf('{');
        int last = parameter < 0 ? text.length() : text.lastIndexOf('/', parameter);
        return IntStream.rangeClosed(0, last)
                .filter(at -> at == text.length() || text.charAt(at) == '/')
                .mapToObj(at -> new OperationPath(text.substring(at)));
    }

    /** Jakarta REST 3.1, section 3.4: a colon ends the name of a parameter. */
    private static String withoutExpressions(String path) {
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        boolean inExpression = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '{' ? 1 : 0;
            inExpression = depth > 0 && (inExpression || c == ':');
            boolean isBrace = depth == 1 && (c == '{' || c == '}');
            if (isBrace || depth == 0 || !(inExpression || Character.isWhitespace(c))) {
                plain.append(c);
            }
            depth -= c == '}' && depth > 0 ? 1 : 0;
        }
        return plain.toString();
    }
}
