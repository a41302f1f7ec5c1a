package betterauth.jakarta.it;

/** The form {@code jwks}. */
@BetterAuthApp(
        betterAuth = "COOKIE_CACHE=jwks",
        settings = {
            "better-auth.cookie-cache=jwks",
            CookieCacheTests.SECRET,
            CookieCacheTests.NO_CACHE
        })
class JwksCookieCacheIT extends CookieCacheTests {}
