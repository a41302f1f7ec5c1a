package betterauth.jakarta;

import jakarta.ejb.ApplicationException;

/**
 * The caller is authenticated, or the page's origin is known, and may not do this. Answered with
 * status 403.
 *
 * @since 0.1.0
 */
@ApplicationException(rollback = true)
public final class AccessDeniedException extends RefusalException {

    private static final long serialVersionUID = 1L;

    /**
     * Denies a caller.
     *
     * @param code the reason
     * @param detail the reason in a sentence, without a credential
     */
    public AccessDeniedException(RefusalCode code, String detail) {
        super(code, detail, null);
    }
}
