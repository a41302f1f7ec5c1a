package betterauth.jakarta.wiring;

import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import betterauth.jakarta.token.LogoutOutcome;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where Better Auth says that a session ended (OpenID Connect Back-Channel Logout 1.0, sections 2.5
 * to 2.8). The logout token is the only credential: cookies and headers have no say.
 */
final class LogoutServlet extends HttpServlet {

    /** Below the context root. */
    static final String PATH = "/better-auth/backchannel-logout";

    private static final long serialVersionUID = 1L;

    private final transient Function<String, LogoutOutcome> logout;
    private final transient Warning rejected = new Warning(Loggers.authentication());

    /**
     * @param logout decides about a logout token, and ends what it says
     */
    LogoutServlet(Function<String, LogoutOutcome> logout) {
        this.logout = logout;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // Section 2.8; a stored answer would hide a later logout.
        response.setHeader("Cache-Control", "no-store");
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            answer(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "The method is not POST");
            return;
        }
        Optional<String> token = LogoutForm.token(request);
        if (token.isEmpty()) {
            answer(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "The body is not a form with one logout_token");
            return;
        }
        LogoutOutcome outcome = logout.apply(token.get());
        if (outcome instanceof LogoutOutcome.Ended) {
            response.setStatus(HttpServletResponse.SC_OK);
        } else if (outcome instanceof LogoutOutcome.Unavailable unavailable) {
            response.setHeader(
                    "Retry-After",
                    String.valueOf(Math.max(1, unavailable.retryAfter().toSeconds())));
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, unavailable.detail());
        } else if (outcome instanceof LogoutOutcome.Invalid invalid) {
            rejected.log(() -> "A logout token was rejected: " + invalid.detail());
            answer(response, HttpServletResponse.SC_BAD_REQUEST, invalid.detail());
        }
    }

    private static void answer(HttpServletResponse response, int status, String detail)
            throws IOException {
        byte[] body =
                Json.createObjectBuilder()
                        .add(
                                "error",
                                status == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                                        ? "temporarily_unavailable"
                                        : "invalid_request")
                        .add("error_description", detail)
                        .build()
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
