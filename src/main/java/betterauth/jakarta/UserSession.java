package betterauth.jakarta;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Better Auth session by which a caller was authenticated.
 *
 * @param id the session's id, which is no credential
 * @param expiresAt when the session ends unless Better Auth extends it
 * @param activeOrganizationId the organization the user works in, or null
 * @param impersonatedBy the id of the administrator who acts as the user, or null
 */
public record UserSession(
        String id,
        Instant expiresAt,
        @Nullable String activeOrganizationId,
        @Nullable String impersonatedBy) {

    /** The organization the user works in; empty without one. */
    public Optional<String> organization() {
        return Optional.ofNullable(activeOrganizationId);
    }

    /** The id of the administrator who acts as the user; empty when the user acts. */
    public Optional<String> impersonator() {
        return Optional.ofNullable(impersonatedBy);
    }
}
