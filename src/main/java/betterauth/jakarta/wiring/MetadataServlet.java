package betterauth.jakarta.wiring;

import betterauth.jakarta.resource.ResourceMetadata;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Serves the resource metadata to everybody: it has no secret, and clients in browsers read it from
 * any origin.
 */
final class MetadataServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient ResourceMetadata metadata;

    MetadataServlet(ResourceMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getPathInfo();
        Optional<String> document = metadata.document(path == null ? "" : path);
        if (document.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = document.get().getBytes(StandardCharsets.UTF_8);
        allowAnyOrigin(response);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Clients send headers of their own, such as {@code MCP-Protocol-Version}. */
    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        allowAnyOrigin(response);
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
        response.setHeader("Access-Control-Allow-Headers", "*");
        response.setHeader("Access-Control-Max-Age", "600");
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static void allowAnyOrigin(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
    }
}
