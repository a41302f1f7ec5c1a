package betterauth.jakarta.credential;

import betterauth.jakarta.config.CorsSettings;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;

/**
 * Keeps foreign pages from using the cookies of a browser (OWASP, cross-site request forgery): with
 * an unsafe method a cookie counts only from the server's own origin or an allowed one.
 */
public final class CrossSiteCheck {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> SAFE_SITES = Set.of("same-origin", "none");

    private static final String SECURE = "https";

    private final CorsSettings settings;
    private final boolean isSecure;
    private final Warning proxy = new Warning(Loggers.authentication());

    /**
     * Checks by these settings.
     *
     * @param isSecure whether Better Auth is behind https: then so must be the server's own pages
     */
    public CrossSiteCheck(CorsSettings settings, boolean isSecure) {
        this.settings = settings;
        this.isSecure = isSecure;
    }

    /** Whether a cookie may authenticate this request. */
    public boolean allows(HttpServletRequest request) {
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

    /** An origin that may call without credentials only may not use a cookie either. */
    private boolean isAllowed(String origin, HttpServletRequest request) {
        if (settings.allowCredentials() && settings.allows(origin)) {
            return true;
        }
        String scheme = request.getScheme();
        if (isSecure && !SECURE.equals(scheme)) {
            // A page of http may be anybody's on the way.
            warnOfAProxy(origin, request);
            return false;
        }
        return origin.equals(originOf(scheme, request));
    }

    private void warnOfAProxy(String origin, HttpServletRequest request) {
        if (origin.startsWith(SECURE + "://" + request.getServerName())) {
            proxy.log(
                    () ->
                            "A page of this host by https was refused, since the request came by"
                                    + " http: tell the server of the proxy that ends TLS, or add"
                                    + " the page's origin to better-auth.cors.allowed-origins");
        }
    }

    private static String originOf(String scheme, HttpServletRequest request) {
        int port = request.getServerPort();
        boolean implied = port == (SECURE.equals(scheme) ? 443 : 80);
        String name = request.getServerName();
        // One server reports an IPv6 address without the brackets that belong to it in a URI.
        String host = name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
        return scheme + "://" + host + (implied ? "" : ":" + port);
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
