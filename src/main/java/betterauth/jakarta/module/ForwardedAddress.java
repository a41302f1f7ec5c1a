package betterauth.jakarta.module;

import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.PlainText;
import betterauth.jakarta.observe.Warning;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Warns of a proxy that the server does not trust: a request from within carries a forwarded
 * address, and the server reports another as the caller's. Anybody outside can send such a header,
 * so it tells of no proxy there.
 */
final class ForwardedAddress {

    /** Loopback, private, link-local and unique local addresses (RFC 1918, 3927 and 4193). */
    private static final Pattern INNER =
            Pattern.compile(
                    "127\\..*|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*"
                            + "|::1|0:0:0:0:0:0:0:1|f[cd].*:.*|fe80:.*");

    private final Warning untrusted = new Warning(Loggers.authentication());

    /** Looks at a request for which Better Auth may be called in the name of the address. */
    void check(HttpServletRequest request, String callerAddress) {
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded != null
                && !forwarded.contains(callerAddress)
                && INNER.matcher(callerAddress).matches()) {
            untrusted.log(
                    () ->
                            "A request from "
                                    + PlainText.of(callerAddress)
                                    + " has an X-Forwarded-For that the server does not trust. If"
                                    + " that is a proxy, all its callers share one address, and"
                                    + " with it Better Auth's rate limit: tell the server of the"
                                    + " proxy");
        }
    }
}
