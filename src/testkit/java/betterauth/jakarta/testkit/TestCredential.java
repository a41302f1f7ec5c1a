package betterauth.jakarta.testkit;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable BiFunction<String, URI, String> proofs;

    private TestCredential(String kind, String value, Map<String, String> headers) {
        this(kind, value, headers, null);
    }

    private TestCredential(
            String kind,
            String value,
            Map<String, String> headers,
            @Nullable BiFunction<String, URI, String> proofs) {
        this.kind = kind;
        this.value = value;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.proofs = proofs;
    }

    static TestCredential bearer(String token) {
        return new TestCredential("bearer", token, Map.of("Authorization", "Bearer " + token));
    }

    /** Cookies count for unsafe methods only on pages that are allowed to call. */
    static TestCredential cookie(String cookies) {
        return new TestCredential(
                "cookie", cookies, Map.of("Cookie", cookies, "Sec-Fetch-Site", "same-origin"));
    }

    /** An access token that is bound to a key, with a proof for each request. */
    static TestCredential dpop(String token, ProofKey key, Supplier<Instant> clock) {
        URI host = URI.create(FakeBetterAuth.RESOURCE);
        return new TestCredential(
                "dpop",
                token,
                Map.of("Authorization", "DPoP " + token),
                (method, url) ->
                        key.proof(method, host.resolve(url.getRawPath()), token, clock.get()));
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
     *
     * @throws IllegalStateException for an access token that is bound to a key, which needs a proof
     *     for each request
     */
    public Map<String, String> headers() {
        if (proofs != null) {
            throw new IllegalStateException(
                    "A bound access token needs a proof for each request: use headers(method, url)");
        }
        return headers;
    }

    /**
     * The headers that present it in one request: for an access token that is bound to a key with a
     * new proof, which counts once.
     *
     * @param url the request's URL
     */
    public Map<String, String> headers(String method, URI url) {
        if (proofs == null) {
            return headers;
        }
        Map<String, String> withProof = new LinkedHashMap<>(headers);
        withProof.put("DPoP", proofs.apply(method, url));
        return withProof;
    }

    /**
     * Adds the headers to a request, whose URL and method must be set by then, and returns it. An
     * access token that is bound to a key counts for this one request.
     */
    public HttpRequest.Builder on(HttpRequest.Builder request) {
        if (proofs == null) {
            headers.forEach(request::setHeader);
            return request;
        }
        HttpRequest target = request.copy().build();
        headers(target.method(), target.uri()).forEach(request::setHeader);
        return request;
    }

    /** Adds the headers to a request of a Jakarta REST client. */
    @Override
    public void filter(ClientRequestContext request) {
        headers(request.getMethod(), request.getUri())
                .forEach((name, each) -> request.getHeaders().putSingle(name, each));
    }

    @Override
    public String toString() {
        return "TestCredential[" + kind + ", redacted]";
    }
}
