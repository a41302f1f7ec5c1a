package betterauth.jakarta.dpop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why an access token does not count with the proof that came with it. */
public sealed interface DpopFailure {

    /**
     * The proof is missing or invalid, or the token is bound to another key: 401.
     *
     * @param detail for {@code error_description}: without anything of the request
     * @param nonce the value of the answer's {@code DPoP-Nonce}, or null for no such header
     */
    record Refused(DpopError error, String detail, @Nullable String nonce) implements DpopFailure {}

    /**
     * Undecided: the proof is valid, but there is no room to remember that it was used: 503.
     *
     * @param retryAfter when there will be room again
     */
    record Unavailable(String detail, Duration retryAfter) implements DpopFailure {}
}
