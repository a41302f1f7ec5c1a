package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AMBIGUOUS_CREDENTIALS;
import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_API_KEY;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.RefusalCode.ORIGIN_NOT_ALLOWED;
import static betterauth.jakarta.RefusalCode.RATE_LIMITED;
import static betterauth.jakarta.RefusalCode.USER_BANNED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions and API keys of a real Better Auth. */
@BetterAuthApp(
        betterAuth = "API_KEY_USES_PER_DAY=3",
        settings = {
            "better-auth.secret=" + BetterAuthServer.SECRET,
            "better-auth.session.cache-ttl=PT2S",
            "better-auth.api-key.enabled=true",
            "better-auth.cors.allowed-origins=https://app.example.com"
        })
class SessionIT {

    private static final Duration TTL = Duration.ofSeconds(2);

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private URI base;

    @ArquillianResource private Api api;

    @Test
    void tellsTheUserOfACookie() {
        JsonObject me = Api.json(byCookie(cookie("lin"), "/api/me"));

        assertThat(me.getString("email")).isEqualTo("lin@example.com");
        assertThat(me.getString("method")).isEqualTo("session");
        assertThat(me.getJsonArray("roles")).hasToString("[\"user\",\"editor\"]");
        assertThat(me.getJsonObject("session").getString("id")).hasSize(32);
        assertThat(me.getJsonObject("session").getString("expiresAt")).startsWith("20");
        assertThat(me.getJsonObject("session").isNull("activeOrganizationId")).isTrue();
        assertThat(me.getJsonObject("session").isNull("impersonatedBy")).isTrue();
        assertThat(byCookie(cookie("lin"), "/api/articles/draft").statusCode()).isEqualTo(200);
        assertThat(byCookie(cookie("lin"), "/api/admin/caches").statusCode()).isEqualTo(403);
    }

    @Test
    void readsACookieInEachSpelling() {
        String encoded = cookie("ada");
        String plain = URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
        String quoted = plain.substring(0, 26) + '"' + plain.substring(26) + '"';

        for (String spelling :
                List.of(encoded, plain, quoted, "other=x; " + encoded + "; more=y")) {
            assertThat(byCookie(spelling, "/api/me").statusCode()).as(spelling).isEqualTo(200);
        }
    }

    @Test
    void tellsTheUserOfASessionToken() {
        HttpResponse<String> signedIn = betterAuth.signInAnswer("ada");
        String raw = Api.json(signedIn).getString("token");
        String signed = signedIn.headers().firstValue("set-auth-token").orElseThrow();

        for (String token : List.of(raw, signed, signed.replace("=", "%3D").replace("+", "%2B"))) {
            JsonObject me = Api.json(api.getAs(token, "/api/me"));
            assertThat(me.getString("email")).isEqualTo("ada@example.com");
            assertThat(me.getString("method")).isEqualTo("session");
        }
    }

    @Test
    void refusesForgedSessionsWithoutACall() {
        String cookie = cookie("ada");
        long calls = Sessions.counter(api, betterAuth, "sessions", "loads");
        String forged = cookie.substring(0, 30) + "AAAA" + cookie.substring(34);
        String token = betterAuth.signIn("ada");

        assertRefused(byCookie(forged, "/api/me"), 401, INVALID_SESSION);
        assertRefused(
                byCookie("better-auth.session_token=" + token, "/api/me"), 401, INVALID_SESSION);
        assertRefused(
                byCookie("better-auth.session_token=rubbish", "/api/me"), 401, INVALID_SESSION);
        assertRefused(
                api.getAs(token + "." + "A".repeat(43) + "=", "/api/me"), 401, INVALID_SESSION);
        assertRefused(api.getAs("rubbish", "/api/me"), 401, INVALID_SESSION);
        assertThat(Sessions.counter(api, betterAuth, "sessions", "loads")).isEqualTo(calls);
    }

    @Test
    void refusesAnUnknownSession() {
        assertRefused(api.getAs("A".repeat(32), "/api/me"), 401, INVALID_SESSION);
    }

    @Test
    void seesASignOutWithinTheCacheTime() {
        String cookie = cookie("ada");
        assertThat(byCookie(cookie, "/api/me").statusCode()).isEqualTo(200);
        betterAuth.post(
                "/api/auth/sign-out",
                Sessions.NOTHING,
                "Cookie",
                cookie,
                "Origin",
                betterAuth.url().toString());
        assertThat(byCookie(cookie, "/api/me").statusCode()).isEqualTo(200);

        Sessions.pause(TTL);

        assertRefused(byCookie(cookie, "/api/me"), 401, INVALID_SESSION);
    }

    @Test
    void seesARoleChangeWithinTheCacheTimeAndAtOnceAfterClearing() {
        String cookie = cookie("lin");
        assertThat(byCookie(cookie, "/api/articles/draft").statusCode()).isEqualTo(200);
        try {
            betterAuth.sql("update user set role = 'user' where email = 'lin@example.com'");
            assertThat(byCookie(cookie, "/api/articles/draft").statusCode()).isEqualTo(200);
            assertThat(
                            api.send(
                                            "DELETE",
                                            "/api/admin/caches",
                                            "",
                                            "Authorization",
                                            "Bearer " + betterAuth.token("grace"))
                                    .statusCode())
                    .isEqualTo(204);
            assertThat(byCookie(cookie, "/api/articles/draft").statusCode()).isEqualTo(403);
        } finally {
            betterAuth.sql("update user set role = 'user,editor' where email = 'lin@example.com'");
        }
    }

    @Test
    void refusesABannedUserWhomBetterAuthLetsThrough() {
        String cookie = cookie("lin");
        String key = betterAuth.apiKey("lin");
        betterAuth.sql("update user set banned = 1 where email = 'lin@example.com'");
        try {
            assertRefused(byCookie(cookie, "/api/me"), 403, USER_BANNED);
            assertRefused(api.get("/api/me", "x-api-key", key), 403, USER_BANNED);
            assertThat(byCookie(cookie, "/api/public/ping").statusCode()).isEqualTo(200);
        } finally {
            betterAuth.sql("update user set banned = 0 where email = 'lin@example.com'");
        }
    }

    @Test
    void refusesAnExpiredSession() {
        String token = betterAuth.signIn("ada");
        betterAuth.sql(
                "update session set expiresAt = '2020-01-01T00:00:00.000Z' where token = ?", token);

        assertRefused(api.getAs(token, "/api/me"), 401, INVALID_SESSION);
    }

    @Test
    void neverKeepsASessionPastItsExpiry() {
        String token = betterAuth.signIn("ada");
        String soon = Instant.now().plusMillis(1000).toString();
        betterAuth.sql("update session set expiresAt = ? where token = ?", soon, token);
        assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);

        Sessions.pause(Duration.ofMillis(1100));

        assertRefused(api.getAs(token, "/api/me"), 401, INVALID_SESSION);
    }

    @Test
    void tellsTheOrganizationAndTheImpersonator() {
        String token = betterAuth.signIn("ada");
        betterAuth.sql(
                "update session set activeOrganizationId = 'org-1', impersonatedBy = 'admin-1'"
                        + " where token = ?",
                token);

        JsonObject session = Api.json(api.getAs(token, "/api/me")).getJsonObject("session");

        assertThat(session.getString("activeOrganizationId")).isEqualTo("org-1");
        assertThat(session.getString("impersonatedBy")).isEqualTo("admin-1");
    }

    @Test
    void tellsTheUserOfAnApiKeyUntilItIsUsedUp() {
        String key = betterAuth.apiKey("lin");

        JsonObject me = Api.json(api.get("/api/me", "x-api-key", key));

        assertThat(me.getString("email")).isEqualTo("lin@example.com");
        assertThat(me.getString("method")).isEqualTo("api-key");
        assertThat(me.isNull("session")).isTrue();
        for (int use = 1; use < 3; use++) {
            Sessions.pause(TTL);
            assertThat(api.get("/api/me", "x-api-key", key).statusCode()).isEqualTo(200);
        }
        Sessions.pause(TTL);
        assertRefused(api.get("/api/me", "x-api-key", key), 429, RATE_LIMITED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 500})
    void refusesAnInventedApiKey(int length) {
        assertRefused(api.get("/api/me", "x-api-key", "k".repeat(length)), 401, INVALID_API_KEY);
    }

    @Test
    void refusesTwoApiKeys() {
        assertRefused(
                api.get("/api/me", "x-api-key", "a", "x-api-key", "b"), 400, AMBIGUOUS_CREDENTIALS);
    }

    @Test
    void refusesCookiesOfForeignPagesOnUnsafeMethods() {
        String cookie = cookie("ada");
        String own = base.getScheme() + "://" + base.getAuthority();

        assertRefused(post(cookie, "Origin", "https://evil.example"), 403, ORIGIN_NOT_ALLOWED);
        assertRefused(post(cookie, "Origin", "null"), 403, ORIGIN_NOT_ALLOWED);
        assertRefused(post(cookie, "Referer", "https://evil.example/x"), 403, ORIGIN_NOT_ALLOWED);
        assertRefused(post(cookie, "Sec-Fetch-Site", "cross-site"), 403, ORIGIN_NOT_ALLOWED);
        assertRefused(post(cookie, "Accept", "*/*"), 403, ORIGIN_NOT_ALLOWED);
        assertThat(post(cookie, "Origin", own).statusCode()).isEqualTo(201);
        assertThat(post(cookie, "Origin", "https://app.example.com").statusCode()).isEqualTo(201);
        assertThat(post(cookie, "Referer", "https://app.example.com/x").statusCode())
                .isEqualTo(201);
        assertThat(post(cookie, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(201);
    }

    @Test
    void neverLetsJunkPassAsTheCookiesUser() {
        String cookie = cookie("ada");

        for (String junk : List.of("Bearer junk", "Bearer a.b.c", "Basic YTpi", "Bearer ")) {
            HttpResponse<String> read = api.get("/api/me", "Cookie", cookie, "Authorization", junk);
            assertThat(read.statusCode()).as(junk).isEqualTo(401);
            assertThat(Api.json(read).getString("code"))
                    .isIn(INVALID_TOKEN.name(), INVALID_SESSION.name());
            assertThat(post(cookie, "Authorization", junk).statusCode()).as(junk).isEqualTo(401);
        }
    }

    @Test
    void asksOnceForTenThousandRequestsWithinTheCacheTime() {
        String cookie = cookie("ada");
        long calls = Sessions.counter(api, betterAuth, "sessions", "loads");
        long began = System.nanoTime();

        for (int i = 0; i < 10_000; i++) {
            assertThat(byCookie(cookie, "/api/protected").statusCode()).isEqualTo(200);
        }

        long ttls = (System.nanoTime() - began) / TTL.toNanos() + 1;
        assertThat(Sessions.counter(api, betterAuth, "sessions", "loads") - calls)
                .isBetween(1L, ttls + 1);
    }

    @Test
    void asksOnceForFiveHundredRequestsAtATime() throws Exception {
        String cookie = cookie("ada");
        long calls = Sessions.counter(api, betterAuth, "sessions", "loads");
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Integer>> requests = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                requests.add(() -> byCookie(cookie, "/api/protected").statusCode());
            }
            for (Future<Integer> status : threads.invokeAll(requests)) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Sessions.counter(api, betterAuth, "sessions", "loads") - calls)
                .isLessThanOrEqualTo(2);
    }

    @Test
    void servesKnownSessionsWhileBetterAuthIsAwayAndRecovers() {
        String known = cookie("ada");
        String unknown = cookie("lin");
        assertThat(byCookie(known, "/api/me").statusCode()).isEqualTo(200);
        betterAuth.stop();
        try {
            assertThat(byCookie(known, "/api/me").statusCode()).isEqualTo(200);
            assertRefused(byCookie(unknown, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
            assertThat(byCookie(unknown, "/api/public/ping").statusCode()).isEqualTo(200);
            Sessions.pause(TTL);
            assertRefused(byCookie(known, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
        } finally {
            betterAuth.start();
        }
        assertThat(byCookie(known, "/api/me").statusCode()).isEqualTo(200);
        assertThat(byCookie(unknown, "/api/me").statusCode()).isEqualTo(200);
    }

    private String cookie(String user) {
        return Sessions.sessionCookie(betterAuth.signInForCookies(user));
    }

    private HttpResponse<String> byCookie(String cookie, String path) {
        return api.get(path, "Cookie", cookie);
    }

    private HttpResponse<String> post(String cookie, String header, String value) {
        return api.send(
                "POST",
                "/api/notes",
                Json.createObjectBuilder().add("text", "note").build().toString(),
                "Content-Type",
                "application/json",
                "Cookie",
                cookie,
                header,
                value);
    }
}
