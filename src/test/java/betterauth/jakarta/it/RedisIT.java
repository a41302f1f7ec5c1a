package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.RefusalCode.TOKEN_REVOKED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sessions that a real Better Auth keeps in a real Redis are read there, and what ends or changes
 * them is seen by the next request.
 */
@BetterAuthApp(
        redis = true,
        betterAuth = {"HIDDEN_FIELD=true", "TYPED_FIELDS=true"},
        settings = {
            "better-auth.session.hidden-fields=hidden",
            // Nothing that these tests see ends by its age.
            "better-auth.session.cache-ttl=PT10M"
        })
class RedisIT {

    /** How long Redis may take to tell of a change. */
    private static final Duration SOON = Duration.ofMillis(100);

    private static final Duration RECOVERY = Duration.ofSeconds(20);

    @ArquillianResource private BetterAuthServer betterAuth;
    @ArquillianResource private RedisProcess redis;
    @ArquillianResource private Api api;

    @BeforeEach
    void connect() {
        // Users are made for each test.
        api = api.unrecorded();
        awaitStatus(betterAuth.signIn("lin"), 200, RECOVERY);
    }

    @Test
    void acceptsTokenSignedTokenAndCookie() {
        HttpResponse<String> signIn = betterAuth.signInAnswer("lin");
        String token = Api.json(signIn).getString("token");
        String signed = signIn.headers().firstValue("set-auth-token").orElseThrow();

        JsonObject me = Api.json(api.getAs(token, "/api/me"));
        assertThat(me.getString("email")).isEqualTo("lin@example.com");
        assertThat(me.getString("method")).isEqualTo("session");
        assertThat(status(signed)).isEqualTo(200);
        assertThat(cookie(Sessions.sessionCookie(BetterAuthServer.cookies(signIn)))).isEqualTo(200);
    }

    @Test
    void rejectsAForgedSignature() {
        HttpResponse<String> signIn = betterAuth.signInAnswer("lin");
        String token = Api.json(signIn).getString("token");
        String forged = token + "." + "A".repeat(43) + "=";

        assertRefused(api.getAs(forged, "/api/me"), 401, INVALID_SESSION);
        assertThat(cookie("better-auth.session_token=" + forged)).isEqualTo(401);
        assertThat(cookie("better-auth.session_token=" + token)).isEqualTo(401);
    }

    @Test
    void rejectsAnUnknownToken() {
        assertRefused(api.getAs("a".repeat(32), "/api/me"), 401, INVALID_SESSION);
    }

    @Test
    void readsAWarmSessionFromNoNetwork() {
        String session = betterAuth.signIn("lin");
        assertThat(status(session)).isEqualTo(200);
        long before = commands();

        for (int i = 0; i < 20; i++) {
            assertThat(status(session)).isEqualTo(200);
        }

        // This counts itself, and the tracking connection asks for signs of life.
        assertThat(commands() - before).isLessThan(15);
    }

    @Test
    void seesASignOut() {
        String session = warm(signUp());

        call(session, "/api/auth/sign-out", Sessions.NOTHING);

        awaitRefusal(session);
    }

    @Test
    void seesABanAndEndsTokensWithIt() {
        JsonObject user = signUp();
        String session = warm(user);
        String token = tokenOf(session);
        awaitStatus(token, 200, RECOVERY);
        awaitNextSecond();

        call(
                betterAuth.signIn("grace"),
                "/api/auth/admin/ban-user",
                Json.createObjectBuilder().add("userId", id(user)).build());

        awaitRefusal(session);
        assertRefused(api.getAs(token, "/api/me"), 401, TOKEN_REVOKED);
    }

    @Test
    void seesANewPassword() {
        JsonObject user = signUp();
        String session = warm(user);
        String token = tokenOf(session);
        String other = signIn(user);
        awaitStatus(other, 200, SOON);
        awaitNextSecond();

        HttpResponse<String> changed =
                call(
                        other,
                        "/api/auth/change-password",
                        Json.createObjectBuilder()
                                .add("currentPassword", BetterAuthServer.PASSWORD)
                                .add("newPassword", "another-password-1")
                                .add("revokeOtherSessions", true)
                                .build());

        awaitRefusal(session);
        assertRefused(api.getAs(token, "/api/me"), 401, TOKEN_REVOKED);
        String next = Api.json(changed).getString("token");
        awaitStatus(next, 200, SOON);
        awaitNextSecond();
        awaitStatus(tokenOf(next), 200, SOON);
    }

    @Test
    void seesThatAllSessionsAreRevoked() {
        JsonObject user = signUp();
        String session = warm(user);
        String other = signIn(user);
        awaitStatus(other, 200, SOON);

        call(session, "/api/auth/revoke-sessions", Sessions.NOTHING);

        awaitRefusal(session);
        awaitRefusal(other);
    }

    @Test
    void seesANewRole() {
        JsonObject user = signUp();
        String session = warm(user);
        assertThat(draft(session)).isEqualTo(403);

        call(
                betterAuth.signIn("grace"),
                "/api/auth/admin/set-role",
                Json.createObjectBuilder().add("userId", id(user)).add("role", "editor").build());

        long deadline = System.nanoTime() + SOON.toNanos();
        int status = draft(session);
        while (status != 200 && System.nanoTime() < deadline) {
            status = draft(session);
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    void rejectsASessionWhoseUserWasRevokedAfterItBegan() {
        JsonObject user = signUp();
        String session = warm(user);

        redis.run(
                "SET",
                "better-auth:revoked-sessions-before-" + id(user),
                String.valueOf(System.currentTimeMillis() + 1000));

        awaitRefusal(session);
    }

    @Test
    void rejectsEverySessionAfterAFlush() {
        String session = warm(signUp());

        redis.run("FLUSHALL");

        awaitRefusal(session);
    }

    @Test
    void goesOnWithoutBetterAuth() {
        String known = warm(signUp());
        String unknown = Api.json(betterAuth.signInAnswer("lin")).getString("token");
        String token = betterAuth.token("lin");
        awaitStatus(token, 200, RECOVERY);
        betterAuth.stop();
        try {
            assertThat(status(known)).isEqualTo(200);
            assertThat(status(unknown)).isEqualTo(200);
            assertThat(status(token)).isEqualTo(200);
        } finally {
            betterAuth.start();
        }
    }

    @Test
    void cannotDecideWithoutRedisAndCanAgainAfter() {
        String known = warm(signUp());
        String token = betterAuth.token("lin");
        awaitStatus(token, 200, RECOVERY);
        redis.stop();
        try {
            assertRefused(api.getAs(known, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
            assertRefused(api.getAs("b".repeat(32), "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
            assertRefused(api.getAs(token, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
            assertThat(api.get("/api/public/ping").statusCode()).isEqualTo(200);
        } finally {
            redis.restart();
        }
        awaitStatus(known, 401, RECOVERY);
        awaitStatus(token, 200, RECOVERY);
    }

    @Test
    void cannotDecideWhileRedisIsSlow() {
        String session = signIn(signUp());
        redis.run("CLIENT", "PAUSE", "2000", "ALL");

        assertRefused(api.getAs(session, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);

        awaitStatus(session, 200, RECOVERY);
    }

    @Test
    void hidesWhatBetterAuthDoesNotReturn() {
        JsonObject user = signUp();
        String session = warm(user);
        assertThat(redis.run("GET", "better-auth:" + session).orElseThrow()).contains("not to see");

        assertThat(api.getAs(session, "/api/me").body()).doesNotContain("not to see");
    }

    /** The same members in the same order, dates and nulls included. */
    @Test
    void findsWhatGetSessionAnswers() {
        JsonObject user = signUp();
        String session = warm(user);

        try (RedisAnswers answers = new RedisAnswers(redis)) {
            String known = betterAuth.get("/api/auth/get-session", bearer(session)).body();
            assertThat(answers.of(session)).isEqualTo(known).contains("\"born\":\"1815-12-10T");
            for (String demo : new String[] {"ada", "grace", "lin"}) {
                String token = betterAuth.signIn(demo);
                assertThat(answers.of(token))
                        .isEqualTo(betterAuth.get("/api/auth/get-session", bearer(token)).body());
            }
        }
    }

    private JsonObject signUp() {
        HttpResponse<String> answer =
                betterAuth.post(
                        "/api/auth/sign-up/email",
                        Json.createObjectBuilder()
                                .add("name", "Jos\u00e9")
                                .add("email", UUID.randomUUID() + "@example.com")
                                .add("password", BetterAuthServer.PASSWORD)
                                .add("hidden", "not to see")
                                .add("born", "1815-12-10T00:00:00.000Z")
                                .add("seats", 7.5)
                                .add("newsletter", true)
                                .add(
                                        "tags",
                                        Json.createArrayBuilder()
                                                .add("a")
                                                .add("2026-01-01T00:00:00Z"))
                                .add("note", "2026-01-01T00:00:00Z")
                                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.json(answer);
    }

    private static String id(JsonObject signedUp) {
        return signedUp.getJsonObject("user").getString("id");
    }

    /** A session that is in the cache. */
    private String warm(JsonObject signedUp) {
        String session = signedUp.getString("token");
        awaitStatus(session, 200, RECOVERY);
        return session;
    }

    private String signIn(JsonObject signedUp) {
        return Api.json(
                        betterAuth.post(
                                "/api/auth/sign-in/email",
                                Json.createObjectBuilder()
                                        .add(
                                                "email",
                                                signedUp.getJsonObject("user").getString("email"))
                                        .add("password", BetterAuthServer.PASSWORD)
                                        .build()))
                .getString("token");
    }

    private String tokenOf(String session) {
        return Api.json(betterAuth.get("/api/auth/token", bearer(session))).getString("token");
    }

    private HttpResponse<String> call(String session, String path, JsonObject body) {
        HttpResponse<String> answer = betterAuth.post(path, body, bearer(session));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private int status(String token) {
        return api.getAs(token, "/api/me").statusCode();
    }

    private int cookie(String cookie) {
        return api.get("/api/me", "Cookie", cookie).statusCode();
    }

    private int draft(String session) {
        return api.getAs(session, "/api/articles/draft").statusCode();
    }

    private void awaitRefusal(String session) {
        awaitStatus(session, 401, SOON);
        assertRefused(api.getAs(session, "/api/me"), 401, INVALID_SESSION);
    }

    private void awaitStatus(String token, int status, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        int last = status(token);
        while (last != status && System.nanoTime() < deadline) {
            last = status(token);
        }
        assertThat(last).isEqualTo(status);
    }

    /** A token of the second in which its user's were revoked counts as one from before. */
    private static void awaitNextSecond() {
        long second = System.currentTimeMillis() / 1000;
        while (System.currentTimeMillis() / 1000 == second) {
            Sessions.pause(Duration.ofMillis(5));
        }
    }

    private long commands() {
        String info = redis.run("INFO", "stats").orElseThrow();
        return info.lines()
                .filter(line -> line.startsWith("total_commands_processed:"))
                .mapToLong(line -> Long.parseLong(line.split(":", 2)[1].strip()))
                .findFirst()
                .orElseThrow();
    }
}
