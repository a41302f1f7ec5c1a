package betterauth.jakarta;

import jakarta.ejb.ApplicationException;
import java.time.Duration;

/**
 * Whether the caller's credential is valid could not be found out: Better Auth gave no answer in
 * time. Neither a yes nor a no; answered with status 503 and {@code Retry-After}.
 */
@ApplicationException(rollback = true)
public final class AuthServerUnavailableException extends RefusalException {

    private static final long serialVersionUID = 1L;

    /**
     * Leaves a caller undecided.
     *
     * @param retryAfter when asking again may help
     */
    public AuthServerUnavailableException(String detail, Duration retryAfter) {
        super(RefusalCode.AUTH_SERVER_UNAVAILABLE, detail, retryAfter);
    }
}
