package betterauth.jakarta;

import jakarta.ejb.ApplicationException;

/**
 * The caller is known, or their page is, and may not do this, for the reason that {@link #code()}
 * gives.
 *
 * <p>Leaves guarded EJBs as it is, unwrapped, and rolls their transaction back. Left alone in a
 * Jakarta REST application it becomes an answer with status 403.
 */
@ApplicationException(rollback = true)
public class AccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    public AccessDeniedException(RefusalCode code, String detail) {
        super(detail);
        this.code = code;
    }

    /** The reason. */
    public RefusalCode code() {
        return code;
    }
}
