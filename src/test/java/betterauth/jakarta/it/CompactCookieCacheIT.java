package betterauth.jakarta.it;

/** The form {@code compact}. */
@BetterAuthApp(
        betterAuth = "COOKIE_CACHE=compact",
        settings = {
            "better-auth.cookie-cache=compact",
            CookieCacheTests.SECRET,
            CookieCacheTests.NO_CACHE
        })
class CompactCookieCacheIT extends CookieCacheTests {}
