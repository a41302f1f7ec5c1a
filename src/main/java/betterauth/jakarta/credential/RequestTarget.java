package betterauth.jakarta.credential;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collection;
import java.util.List;

/**
 * The URL of a request as its client addressed it, for the {@code htu} of DPoP proofs (RFC 9449,
 * section 4.3). Its origin is that of a configured resource: the request's own is what a proxy or,
 * by the {@code Host} header, the client says, and a proof for another server must not count here.
 */
final class RequestTarget {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final List<URI> resources;

    /**
     * Prepares for these resources.
     *
     * @param resources the identifiers of this API; if none is a URL, the request's own origin
     *     counts
     */
    RequestTarget(Collection<String> resources) {
        this.resources =
                resources.stream()
                        .map(URI::create)
                        .filter(resource -> resource.getHost() != null)
                        .toList();
    }

    /** Scheme, host, port and path, without query. */
    String of(HttpServletRequest request) {
        if (resources.isEmpty()) {
            return request.getRequestURL().toString();
        }
        List<URI> ofHost =
                resources.stream()
                        .filter(each -> each.getHost().equalsIgnoreCase(request.getServerName()))
                        .toList();
        // Behind a proxy the port is another, and then the host must do.
        URI resource =
                ofHost.stream()
                        .filter(each -> port(each) == request.getServerPort())
                        .findFirst()
                        .orElseGet(() -> (ofHost.isEmpty() ? resources : ofHost).get(0));
        return resource.getScheme() + "://" + resource.getRawAuthority() + request.getRequestURI();
    }

    private static int port(URI resource) {
        int usual = "https".equals(resource.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return resource.getPort() < 0 ? usual : resource.getPort();
    }
}
