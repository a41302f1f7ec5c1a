package betterauth.jakarta.session;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

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
     */
    record Cached(JsonObject payload, Instant until) {}
}
