package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.RefusalCode.TOKEN_REVOKED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.AuthUsers.User;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.RedisProcess;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
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
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration RECOVERY = Duration.ofSeconds(20);

    @ArquillianResource private BetterAuthServer betterAuth;
    @ArquillianResource private RedisProcess redis;
    @ArquillianResource private Api api;

    private AuthUsers users;

    @BeforeEach
    void connect() {
        users = new AuthUsers(betterAuth);
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
        long before = redis.statistic("total_commands_processed");

        for (int i = 0; i < 20; i++) {
            assertThat(status(session)).isEqualTo(200);
        }

        // This counts itself, and the tracking connection asks for signs of life.
        assertThat(redis.statistic("total_commands_processed") - before).isLessThan(15);
    }

    @Test
    void seesASignOut() {
        String session = warm(users.signUp().session());

        users.signOut(session);

        awaitRefusal(session);
    }

    @Test
    void seesABanAndEndsTokensWithIt() {
        User user = users.signUp();
        String session = warm(user.session());
        String token = warm(users.token(session));
        AuthUsers.awaitNextSecond();

        users.ban(betterAuth.signIn("grace"), user);

        awaitRefusal(session);
        assertRefused(api.getAs(token, "/api/me"), 401, TOKEN_REVOKED);
    }

    @Test
    void seesANewPassword() {
        User user = users.signUp();
        String session = warm(user.session());
        String token = warm(users.token(session));
        String other = warm(users.signIn(user));
        AuthUsers.awaitNextSecond();

        String next = users.changePassword(other);

        awaitRefusal(session);
        awaitRefusal(other);
        assertRefused(api.getAs(token, "/api/me"), 401, TOKEN_REVOKED);
        awaitStatus(next, 200, SOON);
        AuthUsers.awaitNextSecond();
        awaitStatus(users.token(next), 200, SOON);
    }

    @Test
    void seesThatAllSessionsAreRevoked() {
        User user = users.signUp();
        String session = warm(user.session());
        String other = warm(users.signIn(user));

        users.revokeAll(session);

        awaitRefusal(session);
        awaitRefusal(other);
    }

    @Test
    void seesANewRole() {
        User user = users.signUp();
        String session = warm(user.session());
        assertThat(draft(session)).isEqualTo(403);

        users.setRole(betterAuth.signIn("grace"), user, "editor");

        long deadline = System.nanoTime() + SOON.toNanos();
        int status = draft(session);
        while (status != 200 && System.nanoTime() < deadline) {
            status = draft(session);
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    void rejectsASessionWhoseUserWasRevokedAfterItBegan() {
        User user = users.signUp();
        String session = warm(user.session());

        redis.run(
                "SET",
                "better-auth:revoked-sessions-before-" + user.id(),
                String.valueOf(System.currentTimeMillis() + 1000));

        awaitRefusal(session);
    }

    @Test
    void rejectsEverySessionAfterAFlush() {
        String session = warm(users.signUp().session());

        redis.run("FLUSHALL");

        awaitRefusal(session);
    }

    @Test
    void goesOnWithoutBetterAuth() {
        String known = warm(users.signUp().session());
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
        String known = warm(users.signUp().session());
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
        String session = users.signUp().session();
        redis.run("CLIENT", "PAUSE", "2000", "ALL");

        assertRefused(api.getAs(session, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);

        awaitStatus(session, 200, RECOVERY);
    }

    @Test
    void hidesWhatBetterAuthDoesNotReturn() {
        String session = warm(users.signUp().session());
        assertThat(redis.run("GET", "better-auth:" + session).orElseThrow()).contains("not to see");

        assertThat(api.getAs(session, "/api/me").body()).doesNotContain("not to see");
    }

    /** The same members in the same order, dates and nulls included. */
    @Test
    void findsWhatGetSessionAnswers() {
        String session = warm(users.signUp().session());

        try (RedisAnswers answers = new RedisAnswers(redis)) {
            String known = users.getSession(session);
            assertThat(answers.of(session)).isEqualTo(known).contains("\"born\":\"1815-12-10T");
            for (String demo : new String[] {"ada", "grace", "lin"}) {
                String token = betterAuth.signIn(demo);
                assertThat(answers.of(token)).isEqualTo(users.getSession(token));
            }
        }
    }

    /** The same credential, in the cache. */
    private String warm(String credential) {
        awaitStatus(credential, 200, RECOVERY);
        return credential;
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
}
