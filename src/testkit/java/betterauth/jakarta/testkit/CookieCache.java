package betterauth.jakarta.testkit;

import java.util.Locale;

/**
 * The forms of Better Auth's cookie cache, the {@code session_data} cookie.
 *
 * @since 0.1.0
 */
public enum CookieCache {
    /** No cookie cache, Better Auth's default. */
    OFF,
    /** Signed by HMAC, in a form of Better Auth's own. */
    COMPACT,
    /** A JSON Web Token, signed by HMAC. */
    JWT,
    /** A JSON Web Token, encrypted. */
    JWE,
    /** A JSON Web Token, signed by the key that signs tokens. */
    JWKS;

    /** The value of {@code better-auth.cookie-cache}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
