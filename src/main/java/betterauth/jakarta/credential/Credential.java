package betterauth.jakarta.credential;

import betterauth.jakarta.dpop.DpopRequest;
import betterauth.jakarta.identity.Authentication.Rejected;
import org.jspecify.annotations.Nullable;

/** What a request presents, and of which kind it is: exactly one credential, or none. */
public sealed interface Credential {

    /** None. */
    record Absent() implements Credential {}

    /**
     * A JSON Web Token, not verified yet: a bearer token (RFC 6750, section 2.1) or a cookie's
     * value (MicroProfile JWT 2.1, section 9.2.4).
     *
     * @param dpop the request with its DPoP proofs where the scheme is {@code DPoP}; null where the
     *     token is presented by itself
     */
    record Jwt(String token, @Nullable DpopRequest dpop) implements Credential {

        /** Presented by itself. */
        public Jwt(String token) {
            this(token, null);
        }

        @Override
        public String toString() {
            return "Jwt[redacted]";
        }
    }

    /**
     * An access token that only Better Auth can read.
     *
     * @param dpop as of {@link Jwt}
     */
    record OpaqueToken(String token, @Nullable DpopRequest dpop) implements Credential {

        @Override
        public String toString() {
            return "OpaqueToken[redacted]";
        }
    }

    /** A session cookie, a session token or an API key. */
    record Session(SessionCredential credential) implements Credential {}

    /** What cannot be a credential, or must not be used here, and why. */
    record Unusable(Rejected reason) implements Credential {}
}
