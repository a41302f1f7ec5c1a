package betterauth.jakarta;

import jakarta.ejb.ApplicationException;
import java.time.Duration;
import java.util.Optional;
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

    /** The nonce that a DPoP proof must have, or null. */
    private final @Nullable String dpopNonce;

    /**
     * Refuses a caller.
     *
     * @param code the reason
     * @param detail the reason in a sentence, without a credential
     * @param retryAfter when asking again may help; null if it will not
     */
    public AuthenticationRequiredException(
            RefusalCode code, String detail, @Nullable Duration retryAfter) {
        this(code, detail, retryAfter, null);
    }

    /**
     * Refuses a caller whose DPoP proof must have a nonce.
     *
     * @param code the reason
     * @param detail the reason in a sentence, without a credential
     * @param retryAfter when asking again may help; null if it will not
     * @param dpopNonce the nonce (RFC 9449, section 9); null if none is asked for
     */
    public AuthenticationRequiredException(
            RefusalCode code,
            String detail,
            @Nullable Duration retryAfter,
            @Nullable String dpopNonce) {
        super(code, detail, retryAfter);
        this.dpopNonce = dpopNonce;
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

    /**
     * {@return the nonce that the next DPoP proof must have, for the header {@code DPoP-Nonce} (RFC
     * 9449, section 9); empty if none is asked for}
     */
    public Optional<String> dpopNonce() {
        return Optional.ofNullable(dpopNonce);
    }
}
