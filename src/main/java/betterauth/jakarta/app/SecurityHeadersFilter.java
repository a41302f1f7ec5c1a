package betterauth.jakarta.app;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Headers for everything that the WAR serves (OWASP ASVS 5.0, V3.4). */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecurityHeadersFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    @ConfigProperty(name = "better-auth.url")
    String url;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        if (request.getServletPath().equals("/api")) {
            // What concerns a user must stay in no cache; the rest is not worth one.
            response.setHeader("Cache-Control", "no-store");
        } else {
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("Content-Security-Policy", policy());
        }
        chain.doFilter(request, response);
    }

    /** The page's own files, and calls to this server and to Better Auth; nothing else. */
    private String policy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' "
                + url.strip().replaceFirst("/$", "")
                + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
