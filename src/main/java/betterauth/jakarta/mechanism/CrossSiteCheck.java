package betterauth.jakarta.mechanism;

import betterauth.jakarta.config.CorsSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;

/**
 * Keeps foreign pages from using the cookies of a browser (OWASP, cross-site request forgery): with
 * an unsafe method a cookie counts only from the server's own origin or an allowed one.
 */
final class CrossSiteCheck {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> SAFE_SITES = Set.of("same-origin", "none");

    private final CorsSettings settings;

    CrossSiteCheck(CorsSettings settings) {
        this.settings = settings;
    }

    /** Whether a cookie may authenticate this request. */
    boolean allows(HttpServletRequest request) {
        if (!settings.csrfProtection() || isSafe(request)) {
            return true;
        }
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return isAllowed(origin, request);
        }
        String referer = request.getHeader("Referer");
        if (referer != null) {
            return isAllowed(originOf(referer), request);
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && SAFE_SITES.contains(site);
    }

    /**
     * A WebSocket begins with a GET, and the browser lets any page begin it (RFC 6455, section
     * 10.2).
     */
    private static boolean isSafe(HttpServletRequest request) {
        return SAFE_METHODS.contains(request.getMethod())
                && !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    private boolean isAllowed(String origin, HttpServletRequest request) {
        return origin.equals(ownOrigin(request)) || settings.allows(origin);
    }

    private static String ownOrigin(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean implied = port == ("https".equals(request.getScheme()) ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (implied ? "" : ":" + port);
    }

    private static String originOf(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (IllegalArgumentException notAUrl) {
            return "null";
        }
    }
}
