package betterauth.jakarta.identity;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an OAuth access token says of the client that it was issued to (RFC 9068, section 2.2).
 *
 * @param clientId the {@code client_id}
 * @param scopes the scopes that were granted, in the order in which they are written
 * @param thumbprint the {@code cnf.jkt} of the key that the token is bound to (RFC 9449, section
 *     6.1), or null: then whoever has the token may present it
 * @param sessionId the {@code sid} of the session in which it was granted, or null
 */
public record ClientGrant(
        String clientId,
        Set<String> scopes,
        @Nullable String thumbprint,
        @Nullable String sessionId) {

    public ClientGrant {
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("Client id must not be blank");
        }
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    @Override
    public String toString() {
        return "ClientGrant[" + clientId + ", " + scopes + "]";
    }
}
