package betterauth.jakarta.it;

/** The form {@code jwt}. */
@BetterAuthApp(
        betterAuth = "COOKIE_CACHE=jwt",
        settings = {
            "better-auth.cookie-cache=jwt",
            CookieCacheTests.SECRET,
            CookieCacheTests.NO_CACHE
        })
class JwtCookieCacheIT extends CookieCacheTests {}
