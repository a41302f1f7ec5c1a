package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.RefusalCode.TOKEN_REVOKED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the hook in Better Auth's configuration tells is seen with the next request. */
@BetterAuthApp(
        settings = {
            "better-auth.events.secret=" + EventsIT.SECRET,
            "better-auth.session.cache-ttl=PT10M"
        })
class EventsIT {

    static final String SECRET = "an-events-secret-0123456789abcdef";
    private static final String PATH = "/better-auth/events";

    private static boolean isTold;

    @ArquillianResource private Api api;
    @ArquillianResource private BetterAuthServer betterAuth;
    @ArquillianResource private URI base;

    @BeforeEach
    void tellBetterAuthWhereToSend() {
        if (!isTold) {
            betterAuth.restart(
                    Map.of("EVENTS_URLS", base.resolve(PATH).toString(), "EVENTS_SECRET", SECRET));
            isTold = true;
        }
    }

    @Test
    void endsASessionAtOnceThatIsSignedOut() {
        String token = betterAuth.signIn("ada");
        String other = betterAuth.signIn("ada");
        assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
        assertThat(api.getAs(other, "/api/me").statusCode()).isEqualTo(200);

        betterAuth.post("/api/auth/sign-out", Sessions.NOTHING, "Authorization", "Bearer " + token);

        assertRefused(api.getAs(token, "/api/me"), 401, INVALID_SESSION);
        assertThat(api.getAs(other, "/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheTokensOfABannedUserAtOnce() {
        String admin = betterAuth.signIn("grace");
        String token = betterAuth.token("lin");
        String other = betterAuth.token("ada");
        HttpResponse<String> before = api.getAs(token, "/api/me");
        assertThat(before.statusCode()).isEqualTo(200);
        JsonObject lin =
                Json.createObjectBuilder().add("userId", Api.json(before).getString("id")).build();

        HttpResponse<String> banned = byAdmin("ban-user", lin, admin);
        try {
            assertThat(banned.statusCode()).isEqualTo(200);
            assertRefused(api.getAs(token, "/api/me"), 401, TOKEN_REVOKED);
            assertThat(api.getAs(other, "/api/me").statusCode()).isEqualTo(200);
        } finally {
            byAdmin("unban-user", lin, admin);
        }
    }

    private HttpResponse<String> byAdmin(String action, JsonObject body, String admin) {
        return betterAuth.post(
                "/api/auth/admin/" + action, body, "Authorization", "Bearer " + admin);
    }

    @Test
    void changesAUsersRolesAtOnce() {
        String admin = betterAuth.signIn("grace");
        String token = betterAuth.signIn("lin");
        HttpResponse<String> before = api.getAs(token, "/api/me");
        assertThat(before.body()).contains("editor");

        HttpResponse<String> changed =
                betterAuth.post(
                        "/api/auth/admin/set-role",
                        Json.createObjectBuilder()
                                .add("userId", Api.json(before).getString("id"))
                                .add("role", "user")
                                .build(),
                        "Authorization",
                        "Bearer " + admin);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(api.getAs(token, "/api/me").body()).doesNotContain("editor");
    }

    @Test
    void refusesEventsOfOthers() {
        HttpResponse<String> unsigned = api.send("POST", PATH, "{\"session\":\"s1\"}");
        HttpResponse<String> forged =
                api.send(
                        "POST",
                        PATH,
                        "{\"session\":\"s1\"}",
                        "webhook-id",
                        "m1",
                        "webhook-timestamp",
                        "1795435200",
                        "webhook-signature",
                        "v1," + "A".repeat(43) + "=");
        HttpResponse<String> huge = api.send("POST", PATH, " ".repeat(10_000));

        assertThat(unsigned.statusCode()).isEqualTo(401);
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(huge.statusCode()).isEqualTo(400);
        assertThat(unsigned.body()).isEmpty();
        assertThat(unsigned.headers().firstValue("Cache-Control")).contains("no-store");
    }
}
