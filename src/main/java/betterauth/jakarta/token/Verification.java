package betterauth.jakarta.token;

import betterauth.jakarta.identity.Authentication;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What the verification of a signed token, or of a cookie cache, found. */
public sealed interface Verification {

    /**
     * Signature and claims are valid.
     *
     * @param until when they cease to be
     * @param isKeyCurrent whether the key that verified them still does
     */
    record Valid(JsonObject claims, Instant until, BooleanSupplier isKeyCurrent)
            implements Verification {

        /** Verified by a secret, which does not change. */
        public Valid(JsonObject claims, Instant until) {
            this(claims, until, () -> true);
        }

        /** Without the claims: those of a cookie cache contain the session token. */
        @Override
        public String toString() {
            return "Valid[" + until + "]";
        }
    }

    /** They are not, or the key was unavailable. */
    record Invalid(Authentication reason) implements Verification {}
}
