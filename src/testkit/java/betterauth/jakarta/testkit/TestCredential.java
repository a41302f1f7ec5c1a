package betterauth.jakarta.testkit;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A credential, which presents itself: register it with a Jakarta REST client, or let it complete a
 * {@link HttpRequest.Builder}.
 *
 * <pre>{@code
 * client.register(callers.user("ada").bearer());
 * callers.user("ada").cookie().on(HttpRequest.newBuilder(uri)).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TestCredential implements ClientRequestFilter {

    private final String kind;
    private final String value;
    private final Map<String, String> headers;

    private TestCredential(String kind, String value, Map<String, String> headers) {
        this.kind = kind;
        this.value = value;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static TestCredential bearer(String token) {
        return new TestCredential("bearer", token, Map.of("Authorization", "Bearer " + token));
    }

    /** Cookies count for unsafe methods only on pages that are allowed to call. */
    static TestCredential cookie(String cookies) {
        return new TestCredential(
                "cookie", cookies, Map.of("Cookie", cookies, "Sec-Fetch-Site", "same-origin"));
    }

    static TestCredential apiKey(String key) {
        return new TestCredential("api-key", key, Map.of(ApiKeys.HEADER, key));
    }

    /** The token, the value of the {@code Cookie} header, or the API key: a secret. */
    public String value() {
        return value;
    }

    /**
     * The headers that present it. A cookie is presented as a page of the server's own origin does,
     * by {@code Sec-Fetch-Site}, so that it counts for every method.
     */
    public Map<String, String> headers() {
        return headers;
    }

    /** Adds the headers to a request, and returns it. */
    public HttpRequest.Builder on(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        return request;
    }

    /** Adds the headers to a request of a Jakarta REST client. */
    @Override
    public void filter(ClientRequestContext request) {
        headers.forEach((name, each) -> request.getHeaders().putSingle(name, each));
    }

    @Override
    public String toString() {
        return "TestCredential[" + kind + ", redacted]";
    }
}
