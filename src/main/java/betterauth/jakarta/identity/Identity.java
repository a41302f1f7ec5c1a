package betterauth.jakarta.identity;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.UserSession;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a caller is.
 *
 * @param id the user's id in Better Auth
 * @param roles the user's roles, in the order in which they are written
 * @param claims every claim of the token, or every field of the user
 * @param session the session, or null for a token
 * @param client the client that acts for the user, or null where the user is here in person
 */
public record Identity(
        AuthenticationMethod method,
        String id,
        Set<String> roles,
        JsonObject claims,
        @Nullable UserSession session,
        @Nullable ClientGrant client) {

    public Identity {
        if (id.isBlank()) {
            throw new IllegalArgumentException("User id must not be blank");
        }
        claims = CompactObject.of(claims);
        roles = Collections.unmodifiableSet(new LinkedHashSet<>(roles));
    }

    /** A user in person. */
    public Identity(
            AuthenticationMethod method,
            String id,
            Set<String> roles,
            JsonObject claims,
            @Nullable UserSession session) {
        this(method, id, roles, claims, session, null);
    }

    /** Only what identifies: claims may be personal, and sessions hold credentials. */
    @Override
    public String toString() {
        return "Identity[" + method.label() + ", " + id + "]";
    }
}
