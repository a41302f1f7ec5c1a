package betterauth.jakarta;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The caller is not authenticated: no credential was presented, or it was rejected. Answered with
 * status 401, or 400 and 429 for the codes that mean these.
 *
 * @since 0.1.0
 */
@ApplicationException(rollback = true)
public final class AuthenticationRequiredException extends RefusalException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses a caller.
     *
     * @param code the reason
     * @param detail the reason in a sentence, without a credential
     * @param retryAfter when asking again may help; null if it will not
     */
    public AuthenticationRequiredException(
            RefusalCode code, String detail, @Nullable Duration retryAfter) {
        super(code, detail, retryAfter);
    }

    /**
     * Refuses a caller whom asking again will not help.
     *
     * @param code the reason
     * @param detail the reason in a sentence, without a credential
     */
    public AuthenticationRequiredException(RefusalCode code, String detail) {
        this(code, detail, null);
    }
}
