package betterauth.jakarta;

import jakarta.ejb.ApplicationException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The caller is authenticated, or the page's origin is known, and may not do this. Answered with
 * status 403.
 *
 * @since 0.1.0
 */
@ApplicationException(rollback = true)
public final class AccessDeniedException extends RefusalException {

    private static final long serialVersionUID = 1L;

    /** The scopes that an access token needs; empty if none would help. */
    private final LinkedHashSet<String> requiredScopes;

    /**
     * Denies a caller.
     *
     * @param code the reason
     * @param detail the reason in a sentence, without a credential
     */
    public AccessDeniedException(RefusalCode code, String detail) {
        this(code, detail, Set.of());
    }

    /**
     * Denies a caller whose access token lacks scopes.
     *
     * @param code the reason
     * @param detail the reason in a sentence, without a credential
     * @param requiredScopes the scopes that an access token needs; empty if none would help
     */
    public AccessDeniedException(RefusalCode code, String detail, Set<String> requiredScopes) {
        super(code, detail, null);
        this.requiredScopes = new LinkedHashSet<>(requiredScopes);
    }

    /**
     * {@return the scopes that an access token needs, for {@code INSUFFICIENT_SCOPE}; empty for
     * every other reason}
     */
    public Set<String> requiredScopes() {
        return Collections.unmodifiableSet(requiredScopes);
    }
}
