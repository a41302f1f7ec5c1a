package betterauth.jakarta.token;

import betterauth.jakarta.identity.Authentication;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a signed token. */
sealed interface Verification {

    /**
     * Signature and claims hold.
     *
     * @param until when they cease to
     * @param key the public key that verified the token; null for an HMAC
     */
    record Holds(JsonObject claims, Instant until, @Nullable VerificationKey key)
            implements Verification {}

    /** They do not, or that could not be found out. */
    record Fails(Authentication reason) implements Verification {}
}
