package betterauth.jakarta.mechanism;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.identity.Authentication.Rejected;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one credential of a request. The first kind that is present is the credential, whether
 * it holds or not: no other is tried after it.
 */
final class CredentialReader {

    /**
     * RFC 6750, section 2.1; the percent sign is that of a session token that is still URL-encoded.
     */
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/%-]+=*) *");

    private final @Nullable String tokenCookie;

    /**
     * @param tokenCookie the cookie that carries a JSON Web Token in place of the header, or null
     */
    CredentialReader(@Nullable String tokenCookie) {
        this.tokenCookie = tokenCookie;
    }

    Credential read(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() > 1) {
            return ambiguous("More than one Authorization header was presented");
        }
        if (headers.size() == 1) {
            return bearer(headers.get(0));
        }
        if (tokenCookie != null) {
            return cookie(request, tokenCookie)
                    .<Credential>map(Credential.Bearer::new)
                    .orElseGet(Credential.Absent::new);
        }
        return new Credential.Absent();
    }

    private static Credential bearer(String header) {
        Matcher matcher = BEARER.matcher(header);
        return matcher.matches()
                ? new Credential.Bearer(matcher.group(1))
                : new Credential.Unusable(
                        new Rejected(
                                RefusalCode.INVALID_TOKEN,
                                "The Authorization header is not a bearer token"));
    }

    private static Credential ambiguous(String detail) {
        return new Credential.Unusable(new Rejected(RefusalCode.AMBIGUOUS_CREDENTIALS, detail));
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
