package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What the tests of sessions share. */
final class Sessions {

    static final JsonObject NOTHING = Json.createObjectBuilder().build();

    private Sessions() {}

    /**
     * The counter of a cache, as an administrator sees it by a token, which costs no session call.
     */
    static long counter(Api api, BetterAuthServer betterAuth, String cache, String name) {
        return Api.json(api.getAs(betterAuth.token("grace"), "/api/admin/caches"))
                .getJsonObject(cache)
                .getJsonNumber(name)
                .longValue();
    }

    /** The pair of the session cookie alone, out of a whole {@code Cookie} header. */
    static String sessionCookie(String cookies) {
        for (String pair : cookies.split("; ", -1)) {
            if (pair.startsWith("better-auth.session_token=")) {
                return pair;
            }
        }
        throw new IllegalArgumentException("No session cookie");
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
