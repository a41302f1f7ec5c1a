package betterauth.jakarta.credential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a request (RFC 6265, section 4.2), read alike on every server. Of two cookies with
 * one name the first counts, as it does for Better Auth.
 */
public final class CookieHeader {

    private static final int MAXIMUM_CHUNKS = 20;

    /** With any prefix; an application's name of it has nothing but these characters. */
    private static final Pattern SESSION_COOKIE =
            Pattern.compile("[A-Za-z0-9_-]{1,64}\\.session_token");

    private final List<String> headers;

    /** Reads all {@code Cookie} headers. */
    public CookieHeader(List<String> headers) {
        this.headers = headers;
    }

    /**
     * The value of a cookie, as it was sent; empty if it is absent or has none.
     *
     * @param name without spaces and equals signs
     */
    public Optional<String> value(String name) {
        return Optional.ofNullable(find(name)).filter(value -> !value.isEmpty());
    }

    /**
     * The value of a cookie that may have been cut into {@code name.0}, {@code name.1} and so on.
     */
    public Optional<String> joined(String name) {
        Optional<String> whole = value(name);
        if (whole.isPresent()) {
            return whole;
        }
        StringBuilder text = new StringBuilder();
        String chunk = find(name + ".0");
        for (int i = 1; chunk != null; i++) {
            text.append(chunk);
            chunk = i < MAXIMUM_CHUNKS ? find(name + '.' + i) : null;
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    /** The name of a cookie that looks like Better Auth's session cookie, whatever its prefix. */
    Optional<String> anotherSession() {
        Map<String, String> values = new HashMap<>();
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(
                            pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
                }
            }
        }
        return values.entrySet().stream()
                .filter(cookie -> SESSION_COOKIE.matcher(cookie.getKey()).matches())
                .filter(
                        cookie ->
                                SessionToken.parse(cookie.getValue())
                                        .filter(SessionToken::isSigned)
                                        .isPresent())
                .map(Map.Entry::getKey)
                .min(String::compareTo);
    }

    /** The first value of a name; null if there is none. In time linear to the header. */
    private @Nullable String find(String name) {
        for (String header : headers) {
            int start = 0;
            while (start < header.length()) {
                int separator = header.indexOf(';', start);
                int end = separator < 0 ? header.length() : separator;
                int equals = equalsSign(header, start, end, name);
                if (equals >= 0) {
                    return header.substring(equals + 1, end).strip();
                }
                start = end + 1;
            }
        }
        return null;
    }

    /** Where the equals sign of a pair stands; negative if the pair has another name or none. */
    private static int equalsSign(String header, int start, int end, String name) {
        int begin = skipSpaces(header, start, end);
        if (!header.startsWith(name, begin)) {
            return -1;
        }
        int equals = skipSpaces(header, begin + name.length(), end);
        return equals < end && header.charAt(equals) == '=' ? equals : -1;
    }

    private static int skipSpaces(String header, int start, int end) {
        int index = start;
        while (index < end && Character.isWhitespace(header.charAt(index))) {
            index++;
        }
        return index;
    }

    @Override
    public String toString() {
        return "CookieHeader[redacted]";
    }
}
