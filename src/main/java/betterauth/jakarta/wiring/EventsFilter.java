package betterauth.jakarta.wiring;

import betterauth.jakarta.events.EventReceiver;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Takes the events that Better Auth posts, before anything of the application. */
final class EventsFilter implements Filter {

    static final String PATH = "/better-auth/events";

    private static final int MOST_BYTES = 4096;

    private final EventReceiver events;

    EventsFilter(EventReceiver events) {
        this.events = events;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse
                && httpRequest.getMethod().equals("POST")) {
            httpResponse.setHeader("Cache-Control", "no-store");
            httpResponse.setStatus(status(httpRequest));
            httpResponse.flushBuffer();
            return;
        }
        chain.doFilter(request, response);
    }

    private int status(HttpServletRequest request) throws IOException {
        byte[] body;
        try (InputStream in = request.getInputStream()) {
            body = in.readNBytes(MOST_BYTES + 1);
        }
        if (body.length > MOST_BYTES) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        return switch (events.receive(
                request.getHeader("webhook-id"),
                request.getHeader("webhook-timestamp"),
                request.getHeader("webhook-signature"),
                body)) {
            case RECEIVED -> HttpServletResponse.SC_NO_CONTENT;
            case MALFORMED -> HttpServletResponse.SC_BAD_REQUEST;
            case REJECTED -> HttpServletResponse.SC_UNAUTHORIZED;
        };
    }
}
