package betterauth.jakarta.wiring;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The form with a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.5). Read here,
 * since servers' own limits for forms are of megabytes, and they take parameters of the query for
 * those of the body.
 */
final class LogoutForm {

    static final int LONGEST = 16 * 1024;

    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final String FIELD = "logout_token";

    private LogoutForm() {}

    /** The token; empty if the body is too long, no form, or has no token or several. */
    static Optional<String> token(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE)) {
            return Optional.empty();
        }
        byte[] body;
        try (InputStream stream = request.getInputStream()) {
            body = stream.readNBytes(LONGEST + 1);
        }
        return body.length > LONGEST
                ? Optional.empty()
                : token(new String(body, StandardCharsets.ISO_8859_1));
    }

    private static Optional<String> token(String form) {
        List<String> values =
                Stream.of(form.split("&", -1))
                        .filter(field -> field.startsWith(FIELD + "="))
                        .map(field -> field.substring(FIELD.length() + 1))
                        .toList();
        try {
            return values.size() == 1 && !values.get(0).isEmpty()
                    ? Optional.of(URLDecoder.decode(values.get(0), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
