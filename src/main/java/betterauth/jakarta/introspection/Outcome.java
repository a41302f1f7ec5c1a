package betterauth.jakarta.introspection;

import jakarta.json.JsonObject;
import java.time.Duration;

/** What introspection says of an access token. */
public sealed interface Outcome {

    /**
     * The token is active, and for this API.
     *
     * @param claims the members of RFC 7662, section 2.2: {@code iss} and {@code aud} are checked
     *     where they are there, {@code cnf} and {@code scope} are not. A token of a client that
     *     acts for itself has no {@code sub}
     */
    record Active(JsonObject claims) implements Outcome {

        /** Without the claims, which are personal. */
        @Override
        public String toString() {
            return "Active[]";
        }
    }

    /**
     * The token is not accepted: it is unknown, revoked, expired or for another API.
     *
     * @param detail which of these, as far as Better Auth says
     */
    record Inactive(String detail) implements Outcome {}

    /**
     * Nothing is decided: the caller is neither accepted nor told that the token is inactive.
     *
     * @param retryAfter when to try again
     */
    record Unavailable(String detail, Duration retryAfter) implements Outcome {}
}
