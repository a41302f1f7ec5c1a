package betterauth.jakarta;

import jakarta.ejb.ApplicationException;

/**
 * The caller is authenticated, or the page's origin is known, and may not do this. Answered with
 * status 403.
 */
@ApplicationException(rollback = true)
public final class AccessDeniedException extends RefusalException {

    private static final long serialVersionUID = 1L;

    public AccessDeniedException(RefusalCode code, String detail) {
        super(code, detail, null);
    }
}
