package betterauth.jakarta.identity;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The caller principal of a client that acts for itself (RFC 6749, section 4.4). It is no {@code
 * JsonWebToken}, and its name is none that a user has, so that no application takes it for a user.
 */
public class ClientPrincipal implements Principal {

    private static final String PREFIX = "client:";

    private final ClientGrant grant;

    public ClientPrincipal(ClientGrant grant) {
        this.grant = grant;
    }

    public final ClientGrant grant() {
        return grant;
    }

    @Override
    public String getName() {
        return PREFIX + grant.clientId();
    }

    /** The same client. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientPrincipal client
                && client.grant.clientId().equals(grant.clientId());
    }

    @Override
    public int hashCode() {
        return grant.clientId().hashCode();
    }

    @Override
    public String toString() {
        return "ClientPrincipal[" + grant.clientId() + "]";
    }
}
