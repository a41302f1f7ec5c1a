package betterauth.jakarta.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth client of a {@link FakeBetterAuth}, for itself or for a user, and the access tokens that
 * it calls with. Immutable: each change is another client.
 *
 * <pre>{@code
 * callers.client("reports").scopes("orders:read").bearer()
 * callers.user("ada").through("partner").scopes("orders:read").dpop()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TestClient {

    private final Credentials credentials;
    private final String id;
    private final @Nullable User user;
    private final List<String> scopes;
    private final boolean isExpired;
    private final Map<String, @Nullable Object> claims;

    private TestClient(
            Credentials credentials,
            String id,
            @Nullable User user,
            List<String> scopes,
            boolean isExpired,
            Map<String, @Nullable Object> claims) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("Client id must not be blank");
        }
        this.credentials = credentials;
        this.id = id;
        this.user = user;
        this.scopes = scopes;
        this.isExpired = isExpired;
        this.claims = claims;
    }

    static TestClient of(String id, @Nullable User user, Credentials credentials) {
        return new TestClient(credentials, id, user, List.of(), false, Map.of());
    }

    /** With these scopes, in place of none. */
    public TestClient scopes(String... scopes) {
        return new TestClient(credentials, id, user, List.of(scopes), isExpired, claims);
    }

    /**
     * With this claim in tokens, in place of what Better Auth says there.
     *
     * @param value null, a string, a number, a boolean, a list or a map of these; null for a token
     *     without the claim
     */
    public TestClient claim(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return new TestClient(credentials, id, user, scopes, isExpired, changed);
    }

    /** With tokens that have expired. */
    public TestClient expired() {
        return new TestClient(credentials, id, user, scopes, true, claims);
    }

    /** A new access token as a bearer token. */
    public TestCredential bearer() {
        return TestCredential.bearer(credentials.accessToken(this, null));
    }

    /** A new access token that only Better Auth can read, as a bearer token. */
    public TestCredential opaque() {
        return TestCredential.bearer(credentials.opaqueToken(this));
    }

    /**
     * A new access token that is bound to a key of the client (RFC 9449), with a proof for each
     * request. The proofs are for {@link FakeBetterAuth#RESOURCE} as the host, whatever the test
     * calls the server.
     */
    public TestCredential dpop() {
        ProofKey key = new ProofKey();
        return TestCredential.dpop(
                credentials.accessToken(this, key.thumbprint()), key, credentials::now);
    }

    /** The client's id. */
    public String id() {
        return id;
    }

    @Nullable User user() {
        return user;
    }

    List<String> scopes() {
        return scopes;
    }

    boolean isExpired() {
        return isExpired;
    }

    Map<String, @Nullable Object> claims() {
        return claims;
    }

    @Override
    public String toString() {
        return "TestClient[" + id + "]";
    }
}
