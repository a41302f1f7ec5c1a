package betterauth.jakarta.mechanism;

import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.session.SessionCredential;

/** What a request presents: exactly one thing, or nothing. */
sealed interface Credential {

    /** Nothing. */
    record Absent() implements Credential {}

    /** A bearer token (RFC 6750, section 2.1): a JSON Web Token or a session token. */
    record Bearer(String token) implements Credential {

        @Override
        public String toString() {
            return "Bearer[redacted]";
        }
    }

    /** A JSON Web Token in a cookie (MicroProfile JWT 2.1, section 9.2.4), and nothing else. */
    record TokenCookie(String token) implements Credential {

        @Override
        public String toString() {
            return "TokenCookie[redacted]";
        }
    }

    /** A session cookie or an API key. */
    record Session(SessionCredential credential) implements Credential {}

    /** Something that cannot be any credential, or must not be used here, and why. */
    record Unusable(Rejected reason) implements Credential {}
}
