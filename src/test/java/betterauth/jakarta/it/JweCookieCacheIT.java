package betterauth.jakarta.it;

/** The form {@code jwe}. */
@BetterAuthApp(
        betterAuth = "COOKIE_CACHE=jwe",
        settings = {
            "better-auth.cookie-cache=jwe",
            CookieCacheTests.SECRET,
            CookieCacheTests.NO_CACHE
        })
class JweCookieCacheIT extends CookieCacheTests {}
