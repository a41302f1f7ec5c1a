package betterauth.jakarta.credential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookies of a request (RFC 6265, section 4.2), read alike on every server. Of two cookies with
 * one name the first counts, as it does for Better Auth.
 */
public final class CookieHeader {

    private static final int MAXIMUM_CHUNKS = 20;

    /** With any prefix; an application's name of it has nothing but these characters. */
    private static final Pattern SESSION_COOKIE =
            Pattern.compile("[A-Za-z0-9_-]{1,64}\\.session_token");

    private final Map<String, String> values = new HashMap<>();

    /** Reads the values of all {@code Cookie} headers. */
    public CookieHeader(List<String> headers) {
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(
                            pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
                }
            }
        }
    }

    /** The value of a cookie, as it was sent; empty if it is absent or has none. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
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
        for (int i = 0; i < MAXIMUM_CHUNKS && values.containsKey(name + '.' + i); i++) {
            text.append(values.get(name + '.' + i));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    /** The name of a cookie that looks like Better Auth's session cookie, whatever its prefix. */
    Optional<String> anotherSession() {
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

    @Override
    public String toString() {
        return "CookieHeader[redacted]";
    }
}
