package betterauth.jakarta.kit;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.testkit.CookieCache;
import betterauth.jakarta.testkit.FakeBetterAuth;
import betterauth.jakarta.testkit.TestCaller;
import betterauth.jakarta.testkit.TokenAlgorithm;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fake Better Auth answers byte for byte as the real one does. */
class FakeBetterAuthIT {

    private static final String COOKIE = "better-auth.session_token";
    private static final String DATA_COOKIE = "better-auth.session_data";
    private static final String NOBODYS_TOKEN = "AbcdefghijAbcdefghijAbcdefghij12";
    private static final String NOBODYS_KEY = "AbcdefghijAbcdef".repeat(4);

    private static BetterAuthServer server;

    @BeforeAll
    static void start() {
        server = BetterAuthServer.start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAlike() {
        FakeBetterAuth fake = FakeBetterAuth.start();
        Side real = new Side(server.url(), BetterAuthServer.PASSWORD);
        Side other = new Side(fake.url(), FakeBetterAuth.PASSWORD);
        real.useApiKey(server.apiKey("ada"));
        other.useApiKey(ada(fake, server).apiKey().value());
        return calls().entrySet().stream()
                .map(
                        call ->
                                DynamicTest.dynamicTest(
                                        call.getKey(), () -> compare(real, other, call.getValue())))
                .onClose(fake::close);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HS256")
    void signsAndPublishesAlike(TokenAlgorithm algorithm) {
        try (BetterAuthServer signing =
                        BetterAuthServer.start(Map.of("JWT_ALGORITHM", algorithm.label()));
                FakeBetterAuth fake = FakeBetterAuth.with().algorithm(algorithm).start()) {
            Side real = new Side(signing.url(), BetterAuthServer.PASSWORD);
            Side other = new Side(fake.url(), FakeBetterAuth.PASSWORD);
            var unused = ada(fake, signing).bearer();

            compare(real, other, Side::signIn);
            compare(real, other, side -> side.get("/token", "Cookie", side.cookie()));
            compare(real, other, side -> side.get("/jwks"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFF")
    void cachesSessionsInCookiesAlike(CookieCache form) {
        try (BetterAuthServer caching =
                        BetterAuthServer.start(Map.of("COOKIE_CACHE", form.label()));
                FakeBetterAuth fake =
                        FakeBetterAuth.with()
                                .secret(BetterAuthServer.SECRET)
                                .cookieCache(form)
                                .start()) {
            Side real = new Side(caching.url(), BetterAuthServer.PASSWORD);
            Side other = new Side(fake.url(), FakeBetterAuth.PASSWORD);
            var unused = ada(fake, caching).bearer();

            compare(real, other, Side::signIn);
            for (String path :
                    new String[] {
                        "/get-session",
                        "/get-session?disableRefresh=true",
                        "/get-session?disableRefresh=true&disableCookieCache=true",
                        "/get-session?disableCookieCache=true",
                        "/token"
                    }) {
                compare(real, other, side -> side.get(path, "Cookie", side.cookies()));
                compare(real, other, side -> side.get(path, "Cookie", side.cookie()));
                compare(real, other, side -> side.get(path, "Cookie", side.cookies() + "x"));
                compare(
                        real,
                        other,
                        side -> side.get(path, "Authorization", "Bearer " + side.token()));
            }
            signOutEverywhere(caching, fake);
            compare(real, other, side -> side.get("/get-session", "Cookie", side.cookies()));
            compare(real, other, side -> side.get("/token", "Cookie", side.cookies()));
            compare(
                    real,
                    other,
                    side ->
                            side.get(
                                    "/get-session?disableCookieCache=true",
                                    "Cookie",
                                    side.cookies()));
        }
    }

    @Test
    void splitsALongCookieCacheAlike() {
        String longText = "ä\"<".repeat(1000);
        try (BetterAuthServer caching = BetterAuthServer.start(Map.of("COOKIE_CACHE", "compact"));
                FakeBetterAuth fake =
                        FakeBetterAuth.with().cookieCache(CookieCache.COMPACT).start()) {
            Side real = new Side(caching.url(), BetterAuthServer.PASSWORD);
            Side other = new Side(fake.url(), FakeBetterAuth.PASSWORD);
            caching.sql(
                    "update user set interestArea = ? where email = 'ada@example.com'", longText);
            var unused = ada(fake, caching).field("interestArea", longText).bearer();

            HttpResponse<String> answer = real.signIn();
            HttpResponse<String> others = other.signIn();

            assertThat(lengths(others)).hasSizeGreaterThan(1).isEqualTo(lengths(answer));
            compare(real, other, side -> side.get("/get-session", "Cookie", side.cookies()));
        }
    }

    @Test
    void limitsCallsAlike() {
        try (BetterAuthServer limiting = BetterAuthServer.start(Map.of("RATE_LIMIT", "true"));
                FakeBetterAuth fake = FakeBetterAuth.start()) {
            fake.limitCalls(100);
            Side real = new Side(limiting.url(), "");
            Side other = new Side(fake.url(), "");
            for (int i = 0; i < 100; i++) {
                assertThat(real.get("/jwks").statusCode()).isEqualTo(200);
                assertThat(other.get("/jwks").statusCode()).isEqualTo(200);
            }

            compare(real, other, side -> side.get("/jwks"));
            compare(real, other, side -> side.get("/get-session"));
            compare(real, other, side -> side.get("/jwks", "X-Forwarded-For", "192.0.2.1"));
            compare(
                    real,
                    other,
                    side -> side.get("/jwks", "X-Forwarded-For", "192.0.2.1, 192.0.2.2"));
        }
    }

    @Test
    void limitsApiKeysAlike() {
        try (BetterAuthServer limiting =
                        BetterAuthServer.start(Map.of("API_KEY_USES_PER_DAY", "2"));
                FakeBetterAuth fake = FakeBetterAuth.start()) {
            fake.limitApiKeys(2);
            Side real = new Side(limiting.url(), "");
            Side other = new Side(fake.url(), "");
            real.useApiKey(limiting.apiKey("ada"));
            other.useApiKey(ada(fake, limiting).apiKey().value());

            for (int i = 0; i < 3; i++) {
                compare(real, other, side -> side.get("/get-session", "x-api-key", side.apiKey()));
            }
            compare(real, other, side -> side.get("/token", "x-api-key", side.apiKey()));
        }
    }

    @Test
    void extendsAndEndsSessionsAlike() {
        MutableClock clock = new MutableClock();
        try (BetterAuthServer ageing = BetterAuthServer.start(Map.of());
                FakeBetterAuth fake = FakeBetterAuth.with().clock(clock).start()) {
            Side real = new Side(ageing.url(), BetterAuthServer.PASSWORD);
            Side other = new Side(fake.url(), FakeBetterAuth.PASSWORD);
            var unused = ada(fake, ageing).bearer();
            compare(real, other, Side::signIn);

            age(ageing, Duration.ofDays(5));
            clock.advance(Duration.ofDays(2));
            compare(real, other, side -> session(side, "?disableRefresh=true"));
            compare(real, other, side -> session(side, ""));
            compare(real, other, side -> session(side, ""));
            age(ageing, Duration.ofDays(4));
            clock.advance(Duration.ofDays(3));
            compare(real, other, side -> side.get("/token", "Cookie", side.cookie()));
            age(ageing, Duration.ofDays(-1));
            clock.advance(Duration.ofDays(8));
            compare(real, other, side -> session(side, ""));
            compare(real, other, side -> side.get("/token", "Cookie", side.cookie()));
        }
    }

    @Test
    void answersForBannedUsersAlike() {
        try (BetterAuthServer banning = BetterAuthServer.start(Map.of());
                FakeBetterAuth fake = FakeBetterAuth.start()) {
            Side real = new Side(banning.url(), BetterAuthServer.PASSWORD);
            Side other = new Side(fake.url(), FakeBetterAuth.PASSWORD);
            real.useApiKey(banning.apiKey("ada"));
            other.useApiKey(ada(fake, banning).apiKey().value());
            compare(real, other, Side::signIn);
            banning.sql("update user set banned = 1 where email = 'ada@example.com'");
            var unused = ada(fake, banning).banned().bearer();

            compare(real, other, side -> session(side, ""));
            compare(real, other, side -> side.get("/token", "Cookie", side.cookie()));
            compare(real, other, side -> side.get("/get-session", "x-api-key", side.apiKey()));
            compare(real, other, Side::signIn);
        }
    }

    @Test
    void refusesExpiredApiKeysAlike() {
        Side real = new Side(server.url(), "");
        real.useApiKey(server.apiKey("ada"));
        server.sql("update apikey set expiresAt = '2026-01-01T00:00:00.000Z'");
        try (FakeBetterAuth fake = FakeBetterAuth.start()) {
            Side other = new Side(fake.url(), "");
            other.useApiKey(ada(fake, server).expired().apiKey().value());

            compare(real, other, side -> side.get("/get-session", "x-api-key", side.apiKey()));
            compare(real, other, side -> side.get("/token", "x-api-key", side.apiKey()));
        }
    }

    private static HttpResponse<String> session(Side side, String query) {
        return side.get("/get-session" + query, "Cookie", side.cookie());
    }

    /** Lets sessions end after a time. */
    private static void age(BetterAuthServer server, Duration left) {
        server.sql(
                "update session set expiresAt = ?",
                Instant.now().plus(left).truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Each call by its name, in this order; the last ones end the session. */
    private static Map<String, Function<Side, HttpResponse<String>>> calls() {
        Map<String, Function<Side, HttpResponse<String>>> calls = new LinkedHashMap<>();
        calls.put("ok", side -> side.get("/ok"));
        calls.put("sign-in with a wrong password", side -> side.signIn("wrong"));
        calls.put("sign-in", Side::signIn);
        for (String path :
                new String[] {"/get-session", "/get-session?disableRefresh=true", "/token"}) {
            calls.put(path + " without a credential", side -> side.get(path));
            calls.put(path + " by token", side -> bearer(side, path, side.token()));
            calls.put(path + " by signed token", side -> bearer(side, path, side.signed()));
            calls.put(
                    path + " by encoded token",
                    side -> bearer(side, path, side.cookie().split("=", 2)[1]));
            calls.put(
                    path + " by lower-case scheme",
                    side -> side.get(path, "Authorization", "bearer " + side.token()));
            calls.put(
                    path + " by forged token", side -> bearer(side, path, side.token() + ".AAAA"));
            calls.put(path + " by nobody's token", side -> bearer(side, path, NOBODYS_TOKEN));
            calls.put(
                    path + " by another scheme",
                    side -> side.get(path, "Authorization", "Basic Zm9v"));
            calls.put(path + " by cookie", side -> side.get(path, "Cookie", side.cookie()));
            calls.put(
                    path + " by quoted cookie",
                    side -> side.get(path, "Cookie", COOKIE + "=\"" + side.signed() + "\""));
            calls.put(
                    path + " by unsigned cookie",
                    side -> side.get(path, "Cookie", COOKIE + "=" + side.token()));
            calls.put(
                    path + " by tampered cookie",
                    side -> side.get(path, "Cookie", side.cookie().replaceFirst(".{6}$", "AA%3D")));
            calls.put(
                    path + " by cookie with a cookie cache",
                    side -> side.get(path, "Cookie", side.cookie() + "; " + DATA_COOKIE + ".0=x"));
            calls.put(
                    path + " by two cookies",
                    side -> side.get(path, "Cookie", COOKIE + "=bad; " + side.cookie()));
            calls.put(
                    path + " by nobody's token and cookie",
                    side ->
                            side.get(
                                    path,
                                    "Authorization",
                                    "Bearer " + NOBODYS_TOKEN,
                                    "Cookie",
                                    side.cookie()));
            calls.put(
                    path + " by forged token and cookie",
                    side -> side.get(path, "Authorization", "Bearer a.b", "Cookie", side.cookie()));
            calls.put(path + " by API key", side -> side.get(path, "x-api-key", side.apiKey()));
            calls.put(
                    path + " by nobody's API key",
                    side -> side.get(path, "x-api-key", NOBODYS_KEY));
            calls.put(path + " by short API key", side -> side.get(path, "x-api-key", "short"));
            calls.put(
                    path + " by API key and cookie",
                    side -> side.get(path, "x-api-key", side.apiKey(), "Cookie", side.cookie()));
        }
        calls.put("jwks", side -> side.get("/jwks"));
        calls.put("POST of get-session", side -> side.send("POST", "/get-session", ""));
        calls.put("OPTIONS of get-session", side -> side.send("OPTIONS", "/get-session", ""));
        calls.put("HEAD of get-session", side -> side.send("HEAD", "/get-session", ""));
        calls.put("POST of token", side -> side.send("POST", "/token", ""));
        calls.put("get-session with a slash", side -> side.get("/get-session/"));
        calls.put("unknown path", side -> side.get("/unknown"));
        calls.put(
                "sign-out without origin",
                side -> side.send("POST", "/sign-out", "", "Cookie", side.cookie()));
        calls.put(
                "sign-out from another origin",
                side ->
                        side.send(
                                "POST",
                                "/sign-out",
                                "",
                                "Cookie",
                                side.cookie(),
                                "Origin",
                                "https://evil.example"));
        calls.put(
                "sign-out",
                side ->
                        side.send(
                                "POST",
                                "/sign-out",
                                "",
                                "Cookie",
                                side.cookie(),
                                "Origin",
                                side.origin()));
        calls.put("ended session by token", side -> bearer(side, "/get-session", side.token()));
        calls.put(
                "ended session by cookie",
                side -> side.get("/get-session", "Cookie", side.cookie()));
        calls.put("token of an ended session", side -> side.get("/token", "Cookie", side.cookie()));
        return calls;
    }

    private static HttpResponse<String> bearer(Side side, String path, String token) {
        return side.get(path, "Authorization", "Bearer " + token);
    }

    private static void compare(Side real, Side fake, Function<Side, HttpResponse<String>> call) {
        assertThat(WireText.of(call.apply(fake))).isEqualTo(WireText.of(call.apply(real)));
    }

    private static List<Integer> lengths(HttpResponse<String> answer) {
        return answer.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith(DATA_COOKIE))
                .map(String::length)
                .toList();
    }

    private static void signOutEverywhere(BetterAuthServer real, FakeBetterAuth fake) {
        real.sql("delete from session");
        fake.signOut(userId(real));
    }

    private static String userId(BetterAuthServer real) {
        return real.sql("select id from user where email = 'ada@example.com'")
                .getJsonObject(0)
                .getString("id");
    }

    /** The same user as the real one has. */
    private static TestCaller ada(FakeBetterAuth fake, BetterAuthServer real) {
        return fake.callers()
                .user(userId(real))
                .name("Ada Lovelace")
                .email("ada@example.com")
                .field("softwareBackground", "Advanced")
                .field("hardwareBackground", "Microcontrollers")
                .field("interestArea", "Robotics");
    }
}
