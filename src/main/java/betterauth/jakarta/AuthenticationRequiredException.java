package betterauth.jakarta;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Nobody could be recognised, for the reason that {@link #code()} gives.
 *
 * <p>Leaves guarded EJBs as it is, unwrapped, and rolls their transaction back. Left alone in a
 * Jakarta REST application it becomes the problem answer of its code. The message never holds a
 * credential.
 */
@ApplicationException(rollback = true)
public class AuthenticationRequiredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final @Nullable Duration retryAfter;

    /**
     * @param retryAfter when asking again may help; null if it will not
     */
    public AuthenticationRequiredException(
            RefusalCode code, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public AuthenticationRequiredException(RefusalCode code, String detail) {
        this(code, detail, null);
    }

    /** The reason. */
    public RefusalCode code() {
        return code;
    }

    /**
     * When asking again may help; present for {@code AUTH_SERVER_UNAVAILABLE} and {@code
     * RATE_LIMITED}.
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
