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
 * @since 0.1.0
 */
public record UserSession(
        String id,
        Instant expiresAt,
        @Nullable String activeOrganizationId,
        @Nullable String impersonatedBy) {

    /** {@return the organization the user works in; empty without one} */
    public Optional<String> organization() {
        return Optional.ofNullable(activeOrganizationId);
    }

    /** {@return the id of the administrator who acts as the user; empty when the user acts} */
    public Optional<String> impersonator() {
        return Optional.ofNullable(impersonatedBy);
    }
}
