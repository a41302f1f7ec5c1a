package betterauth.jakarta.mechanism;

import betterauth.jakarta.identity.Authentication.Rejected;

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

    /** Something that cannot be any credential, and why. */
    record Unusable(Rejected reason) implements Credential {}
}
