package betterauth.jakarta;

import jakarta.ejb.ApplicationException;
import java.time.Duration;

/**
 * The caller's credential is undecided, neither valid nor invalid: Better Auth gave no answer in
 * time; answered with status 503 and {@code Retry-After}.
 *
 * @since 0.1.0
 */
@ApplicationException(rollback = true)
public final class AuthServerUnavailableException extends RefusalException {

    private static final long serialVersionUID = 1L;

    /**
     * Leaves a caller undecided.
     *
     * @param detail what failed, without a credential
     * @param retryAfter when asking again may help
     */
    public AuthServerUnavailableException(String detail, Duration retryAfter) {
        super(RefusalCode.AUTH_SERVER_UNAVAILABLE, detail, retryAfter);
    }
}
