package betterauth.jakarta.identity;

import betterauth.jakarta.RefusalCode;
import java.security.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The outcome for the credential that a request presented. */
public sealed interface Authentication {

    /** The principal that the outcome establishes, or null if it establishes none. */
    default @Nullable Principal principal() {
        return null;
    }

    /** The client whose access token was presented, or null. */
    default @Nullable ClientGrant client() {
        return null;
    }

    /** The credential is valid, and its caller is a user, in person or by a client. */
    record Verified(UserPrincipal caller) implements Authentication {

        @Override
        public Principal principal() {
            return caller;
        }

        @Override
        public @Nullable ClientGrant client() {
            return caller.identity().client();
        }
    }

    /** The credential is valid, and its caller is a client that acts for no user. */
    record VerifiedClient(ClientPrincipal caller) implements Authentication {

        @Override
        public Principal principal() {
            return caller;
        }

        @Override
        public ClientGrant client() {
            return caller.grant();
        }
    }

    /**
     * The credential is invalid, or must not be used.
     *
     * @param detail why, for the HTTP answer: without the credential and anything of the request
     * @param retryAfter when presenting it again may help, or null
     * @param dpopNonce the nonce that a DPoP proof must have (RFC 9449, section 9), or null
     */
    record Rejected(
            RefusalCode code,
            String detail,
            @Nullable Duration retryAfter,
            @Nullable String dpopNonce)
            implements Authentication {

        public Rejected(RefusalCode code, String detail, @Nullable Duration retryAfter) {
            this(code, detail, retryAfter, null);
        }

        public Rejected(RefusalCode code, String detail) {
            this(code, detail, null, null);
        }
    }

    /** The credential is undecided: neither valid nor invalid. */
    record Unavailable(String detail, Duration retryAfter) implements Authentication {}

    /** No credential was presented. */
    record Anonymous() implements Authentication {}
}
