package betterauth.jakarta;

import java.util.Optional;
import java.util.Set;

/**
 * The OAuth client that calls, by an access token that Better Auth issued to it. Inject it
 * anywhere: {@code @Inject CurrentClient client;}.
 *
 * <p>One injected instance serves all requests and threads, as {@link CurrentUser} does, and each
 * call answers for the caller of the thread that makes it. No method throws.
 *
 * <p>A user who calls in person, by a session, an API key or a JSON Web Token of {@code /token},
 * calls by no client: then {@link #id()} is empty. A client that acts for itself (RFC 6749, section
 * 4.4) is no user: then {@link #actsForUser()} is false, and {@link CurrentUser} is anonymous.
 *
 * @see RequireScope
 * @since 0.1.0
 */
public interface CurrentClient {

    /** {@return the client's id ({@code client_id}); empty if no access token was presented} */
    Optional<String> id();

    /**
     * {@return the scopes of the access token (RFC 6749, section 3.3); empty if it has none, or
     * none was presented}
     */
    Set<String> scopes();

    /**
     * {@return whether the access token has a scope}
     *
     * @param scope the scope, compared exactly
     */
    default boolean hasScope(String scope) {
        return scopes().contains(scope);
    }

    /** {@return whether a client calls, and acts for the user that {@link CurrentUser} names} */
    boolean actsForUser();
}
