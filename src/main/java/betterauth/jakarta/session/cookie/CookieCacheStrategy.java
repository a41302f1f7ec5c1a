package betterauth.jakarta.session.cookie;

import betterauth.jakarta.token.Verification;
import java.util.Optional;

/** Verifies the cookie in which Better Auth caches a session, of one strategy. */
@FunctionalInterface
public interface CookieCacheStrategy {

    /**
     * Verifies the cookie's signature or encryption and its own expiry.
     *
     * @return the members {@code session}, {@code user} and {@code version}; empty if the cookie is
     *     invalid, for whatever reason
     */
    Optional<Verification.Valid> open(String value);
}
