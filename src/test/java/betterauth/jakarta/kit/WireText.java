package betterauth.jakarta.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as text, in which random values and times stand for themselves by name and length, and
 * tokens and cookie caches are opened. Two answers that differ in these alone are the same text.
 */
final class WireText {

    /** Of the connection, or of the program around Better Auth. */
    private static final Set<String> IGNORED =
            Set.of(
                    "connection",
                    "content-length",
                    "date",
                    "keep-alive",
                    "transfer-encoding",
                    "vary");

    private static final Pattern COMPACT_JWS =
            Pattern.compile("(eyJ[\\w-]+)\\.(eyJ[\\w-]+)\\.([\\w-]+)(?![\\w.-])");
    private static final Pattern COMPACT_JWE =
            Pattern.compile("(eyJ[\\w-]+)\\.\\.([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)");
    private static final Pattern BASE64_JSON =
            Pattern.compile("(?<![\\w.<-])eyJ[\\w-]{60,}(?![\\w.-])");

    /** In this order: a signature may look like an id. */
    private static final List<Varying> VARYING =
            List.of(
                    new Varying("(?<=\\.)([\\w+/]|%2B|%2F){43}(=|%3D)", "<signature>"),
                    new Varying("(?<=signature\":\")[\\w-]{43}(?=\")", "<signature>"),
                    new Varying("(?<=\"jti\":\")[\\w-]{32}(?=\")", "<jti>"),
                    new Varying("(?<=\"jkt\":\")[\\w-]{43}(?=\")", "<thumbprint>"),
                    new Varying("http://localhost:\\d+", "<origin>"),
                    new Varying("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>"),
                    new Varying("(?<=\":)\\d{13}(?!\\d)", "<millis>"),
                    new Varying("(?<=\":)\\d{10}(?!\\d)", "<seconds>"),
                    new Varying("(?<=tryAgainIn\":)\\d{8}(?!\\d)", "<wait>"),
                    new Varying("(?<![\\w+/-])[A-Za-z]{64}(?![\\w+/=-])", "<key>"),
                    new Varying("(?<![\\w+/-])[A-Za-z0-9]{32}(?![\\w+/=-])", "<id>"));

    private record Varying(Pattern pattern, String name) {
        Varying(String pattern, String name) {
            this(Pattern.compile(pattern), name);
        }
    }

    private WireText() {}

    static String of(HttpResponse<String> answer) {
        List<String> headers =
                answer.headers().map().entrySet().stream()
                        .filter(header -> !IGNORED.contains(header.getKey()))
                        .flatMap(
                                header ->
                                        header.getValue().stream()
                                                .map(value -> header.getKey() + ": " + value))
                        .map(WireText::normal)
                        .toList();
        return answer.statusCode()
                + "\n"
                + String.join("\n", headers)
                + "\n\n"
                + normal(answer.body());
    }

    private static String normal(String text) {
        String opened = replace(COMPACT_JWE, text, WireText::jwe);
        opened = replace(COMPACT_JWS, opened, WireText::jws);
        opened = replace(BASE64_JSON, opened, WireText::decoded);
        opened =
                replace(
                        Pattern.compile("(?<=\"(?:x|y|n)\":\")[\\w-]+(?=\")"),
                        opened,
                        number -> "<number of " + number.length() + ">");
        for (Varying each : VARYING) {
            opened = each.pattern().matcher(opened).replaceAll(each.name());
        }
        return opened;
    }

    private static String jws(String token) {
        String[] parts = token.split("\\.", -1);
        return "<"
                + decoded(parts[0])
                + decoded(parts[1])
                + " and a signature of "
                + parts[2].length()
                + ">";
    }

    private static String jwe(String token) {
        String[] parts = token.split("\\.", -1);
        return "<" + decoded(parts[0]) + " and a text of " + parts[3].length() + ">";
    }

    private static String decoded(String base64Url) {
        return new String(Base64.getUrlDecoder().decode(base64Url), UTF_8);
    }

    private static String replace(Pattern pattern, String text, UnaryOperator<String> by) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(by.apply(found.group())));
    }
}
