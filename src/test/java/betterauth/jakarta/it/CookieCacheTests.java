package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** What holds for each form of the cookie cache, made by Better Auth itself. */
abstract class CookieCacheTests {

    /** So short that every answer comes from the cookie or from Better Auth. */
    static final String NO_CACHE = "better-auth.session.cache-ttl=PT0.001S";

    static final String SECRET = "better-auth.secret=" + BetterAuthServer.SECRET;

    private static final Duration LIFETIME = Duration.ofSeconds(4);

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @Test
    void tellsTheUserWithoutACall() {
        String cookies = betterAuth.signInForCookies("lin");
        long calls = Sessions.counter(api, betterAuth, "sessions", "loads");

        for (int i = 0; i < 200; i++) {
            JsonObject me = Api.json(call(cookies));
            assertThat(me.getString("email")).isEqualTo("lin@example.com");
            assertThat(me.getString("method")).isEqualTo("session");
            assertThat(me.getJsonArray("roles")).hasToString("[\"user\",\"editor\"]");
            assertThat(me.getJsonObject("session").getString("id")).hasSize(32);
        }

        assertThat(Sessions.counter(api, betterAuth, "sessions", "loads")).isEqualTo(calls);
        assertThat(Sessions.counter(api, betterAuth, "cookie-cache", "size")).isPositive();
    }

    @Test
    void readsLongAndForeignFieldsOutOfChunks() {
        betterAuth.sql(
                "update user set name = ?, interestArea = ? where email = 'ada@example.com'",
                "Zo\u00eb \u03a9 \ud83d\udca1 \"quoted\" \\",
                "x".repeat(7000));
        try {
            String cookies = betterAuth.signInForCookies("ada");
            assertThat(cookies)
                    .contains("better-auth.session_data.0=", "better-auth.session_data.1=");
            betterAuth.stop();

            JsonObject me = Api.json(call(cookies));

            assertThat(me.getString("name"))
                    .isEqualTo("Zo\u00eb \u03a9 \ud83d\udca1 \"quoted\" \\");
            assertThat(me.getJsonObject("fields").getString("interestArea")).hasSize(7000);
            assertRefused(
                    call(cookies.replace("session_data.1=", "session_data.1=A")),
                    503,
                    AUTH_SERVER_UNAVAILABLE);
            assertRefused(
                    call(cookies.replace("session_data.1=", "session_data.9=")),
                    503,
                    AUTH_SERVER_UNAVAILABLE);
        } finally {
            betterAuth.start();
            betterAuth.sql(
                    "update user set name = 'Ada Lovelace', interestArea = 'Robotics'"
                            + " where email = 'ada@example.com'");
        }
    }

    @Test
    void asksBetterAuthWhenTheCookieDoesNotHold() {
        String cookies = betterAuth.signInForCookies("ada");
        String others = betterAuth.signInForCookies("lin");
        String own = Sessions.sessionCookie(cookies);
        assertThat(call(cookies).statusCode()).isEqualTo(200);
        betterAuth.stop();
        try {
            // Not seen before, and believed without asking.
            assertThat(call(others).statusCode()).isEqualTo(200);
            for (String tampered : tampered(cookies)) {
                assertRefused(call(tampered), 503, AUTH_SERVER_UNAVAILABLE);
            }
            assertRefused(call(own), 503, AUTH_SERVER_UNAVAILABLE);
            assertRefused(call(own + "; " + data(others)), 503, AUTH_SERVER_UNAVAILABLE);
            assertRefused(call(own + "; better-auth.session_data="), 503, AUTH_SERVER_UNAVAILABLE);
            assertRefused(call(own + "; better-auth.session_data=x"), 503, AUTH_SERVER_UNAVAILABLE);
            assertThat(call(data(cookies)).statusCode()).isEqualTo(401);
        } finally {
            betterAuth.start();
        }
        assertThat(Api.json(call(own + "; " + data(others))).getString("email"))
                .isEqualTo("ada@example.com");
    }

    @Test
    void believesTheCookieOnlyUntilItExpires() {
        assertAcceptedFor(LIFETIME, "COOKIE_CACHE_SECONDS", "300");
    }

    @Test
    void believesTheCookieOnlyUntilItsSessionExpires() {
        assertAcceptedFor(LIFETIME, "SESSION_LIFETIME_SECONDS", "604800");
    }

    /** Until Better Auth must be asked, which has the session no more. */
    private void assertAcceptedFor(Duration lifetime, String setting, String usual) {
        betterAuth.restart(Map.of(setting, String.valueOf(lifetime.toSeconds())));
        try {
            String cookies = betterAuth.signInForCookies("ada");
            assertThat(call(cookies).statusCode()).isEqualTo(200);
            betterAuth.sql("delete from session");
            assertThat(call(cookies).statusCode()).isEqualTo(200);

            Sessions.pause(lifetime);

            assertRefused(call(cookies), 401, INVALID_SESSION);
        } finally {
            betterAuth.restart(Map.of(setting, usual));
        }
    }

    private HttpResponse<String> call(String cookies) {
        return api.get("/api/me", "Cookie", cookies);
    }

    /** The cookies with one letter of each part of the data changed, in turn. */
    private static List<String> tampered(String cookies) {
        String data = data(cookies);
        int start = cookies.indexOf(data) + data.indexOf('=') + 1;
        String value = data.substring(data.indexOf('=') + 1);
        List<String> all = new ArrayList<>();
        int from = 0;
        for (String part : value.split("\\.", -1)) {
            int middle = start + from + part.length() / 2;
            if (!part.isEmpty()) {
                char changed = cookies.charAt(middle) == 'A' ? 'B' : 'A';
                all.add(cookies.substring(0, middle) + changed + cookies.substring(middle + 1));
            }
            from += part.length() + 1;
        }
        all.add(cookies.replace(value, value.substring(0, value.length() - 2)));
        all.add(cookies.replace(value, value + "A"));
        return all;
    }

    private static String data(String cookies) {
        for (String pair : cookies.split("; ", -1)) {
            if (pair.startsWith("better-auth.session_data=")) {
                return pair;
            }
        }
        throw new IllegalArgumentException("No data cookie");
    }
}
