package betterauth.jakarta.session;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens one form of the cookie in which Better Auth caches a session. */
@FunctionalInterface
interface CookieCache {

    /**
     * Verifies the cookie's signature or encryption and its own expiry.
     *
     * @return what is cached; empty if the cookie does not hold, for whatever reason
     */
    Optional<Cached> open(String value);

    /**
     * The members {@code session}, {@code user} and {@code version}.
     *
     * @param until when the cookie itself expires
     * @param isKeyCurrent whether the key that verified the cookie still does
     */
    record Cached(JsonObject payload, Instant until, BooleanSupplier isKeyCurrent) {

        /** Verified with a secret, which does not change. */
        Cached(JsonObject payload, Instant until) {
            this(payload, until, () -> true);
        }
    }
}
