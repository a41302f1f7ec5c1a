package betterauth.jakarta.identity;

import betterauth.jakarta.RefusalCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The outcome for the credential that a request presented. */
public sealed interface Authentication {

    /** The credential is valid. */
    record Verified(UserPrincipal caller) implements Authentication {}

    /**
     * The credential is invalid, or must not be used.
     *
     * @param detail why, for the HTTP answer: without the credential and anything of the request
     * @param retryAfter when presenting it again may help, or null
     */
    record Rejected(RefusalCode code, String detail, @Nullable Duration retryAfter)
            implements Authentication {

        public Rejected(RefusalCode code, String detail) {
            this(code, detail, null);
        }
    }

    /** The credential is undecided: neither valid nor invalid. */
    record Unavailable(String detail, Duration retryAfter) implements Authentication {}

    /** No credential was presented. */
    record Anonymous() implements Authentication {}
}
