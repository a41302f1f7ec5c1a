package betterauth.jakarta.identity;

import betterauth.jakarta.RefusalCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of the credential that a request presented. */
public sealed interface Authentication {

    /** The caller is known. */
    record Verified(CallerPrincipal caller) implements Authentication {}

    /**
     * What was presented does not hold.
     *
     * @param detail why, in words fit for an HTTP answer: no credential, nothing of the request
     * @param retryAfter when presenting it again may help, or null
     */
    record Rejected(RefusalCode code, String detail, @Nullable Duration retryAfter)
            implements Authentication {

        public Rejected(RefusalCode code, String detail) {
            this(code, detail, null);
        }
    }

    /** Whether the credential holds could not be found out; that is neither yes nor no. */
    record Unavailable(String detail, Duration retryAfter) implements Authentication {}

    /** Nothing was presented. */
    record Anonymous() implements Authentication {}
}
