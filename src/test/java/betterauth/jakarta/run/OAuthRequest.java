package betterauth.jakarta.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param scopes blank-separated
 * @param resources the audience (RFC 8707); without one the token is opaque
 * @param key the key that the token is bound to; null for a bearer token
 */
public record OAuthRequest(String scopes, List<String> resources, @Nullable DpopKey key) {

    public OAuthRequest {
        resources = List.copyOf(resources);
    }

    /** Asks for these scopes, by an opaque bearer token. */
    public static OAuthRequest scopes(String scopes) {
        return new OAuthRequest(scopes, List.of(), null);
    }

    /** Asks for a JSON Web Token for these resources. */
    public OAuthRequest at(String... resources) {
        return new OAuthRequest(scopes, List.of(resources), key);
    }

    /** Asks for a token that is bound to a key. */
    public OAuthRequest boundTo(DpopKey key) {
        return new OAuthRequest(scopes, resources, key);
    }
}
