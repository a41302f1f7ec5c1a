package betterauth.jakarta;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CDI event for audits: a request presented a credential that was accepted. It is fired for
 * asynchronous observers ({@code @ObservesAsync}) and for each request, whether the decision came
 * from a cache or not; a server that authenticates a request again fires it again. Nothing is fired
 * where the application has no observer. It has no credential.
 *
 * @param method how the caller was authenticated
 * @param userIdOrNull the user's id in Better Auth; null for a client that acts for no user
 * @param clientIdOrNull the id of the client that acts for the user or for itself; null for a user
 *     in person
 * @param sessionIdOrNull the session's id, which is no credential; null for a token
 * @param address the address that the request came from; empty if the server reports none
 * @param at when it was decided
 * @since 0.1.0
 */
public record AuthenticationSucceeded(
        AuthenticationMethod method,
        @Nullable String userIdOrNull,
        @Nullable String clientIdOrNull,
        @Nullable String sessionIdOrNull,
        String address,
        Instant at) {

    /** {@return the user's id; empty for a client that acts for no user} */
    public Optional<String> userId() {
        return Optional.ofNullable(userIdOrNull);
    }

    /** {@return the client's id; empty for a user in person} */
    public Optional<String> clientId() {
        return Optional.ofNullable(clientIdOrNull);
    }

    /** {@return the session's id; empty for a token} */
    public Optional<String> sessionId() {
        return Optional.ofNullable(sessionIdOrNull);
    }
}
