package betterauth.jakarta;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A guard did not let a call through, for the reason that {@link #code()} gives.
 *
 * <p>Leaves guarded EJBs as it is, unwrapped, and rolls their transaction back. Left alone in a
 * Jakarta REST application or a servlet it becomes the problem answer of its code (RFC 9457). The
 * message never contains a credential.
 *
 * @since 0.1.0
 */
public abstract sealed class RefusalException extends RuntimeException
        permits AuthenticationRequiredException,
                AccessDeniedException,
                AuthServerUnavailableException {

    private static final long serialVersionUID = 1L;

    /** The reason. */
    private final RefusalCode code;

    /** When asking again may help; null if it will not. */
    private final @Nullable Duration retryAfter;

    RefusalException(RefusalCode code, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** {@return the reason} */
    public RefusalCode code() {
        return code;
    }

    /**
     * {@return when asking again may help; present for {@code AUTH_SERVER_UNAVAILABLE} and {@code
     * RATE_LIMITED}}
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
