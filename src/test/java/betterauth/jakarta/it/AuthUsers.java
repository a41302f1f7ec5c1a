package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** New users of a real Better Auth, and what it does to them. */
final class AuthUsers {

    private final BetterAuthServer betterAuth;

    AuthUsers(BetterAuthServer betterAuth) {
        this.betterAuth = betterAuth;
    }

    /**
     * A user.
     *
     * @param session the token of the first session
     */
    record User(String id, String email, String session) {}

    /** A new user, with a value in each field that Better Auth may have. */
    User signUp() {
        String email = UUID.randomUUID() + "@example.com";
        JsonObject answer =
                json(
                        betterAuth.post(
                                "/api/auth/sign-up/email",
                                Json.createObjectBuilder()
                                        .add("name", "Jos\u00e9 \"of\" Example")
                                        .add("email", email)
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
                                        .build()));
        return new User(
                answer.getJsonObject("user").getString("id"), email, answer.getString("token"));
    }

    /** The token of another session. */
    String signIn(User user) {
        return json(betterAuth.post(
                        "/api/auth/sign-in/email",
                        Json.createObjectBuilder()
                                .add("email", user.email())
                                .add("password", BetterAuthServer.PASSWORD)
                                .build()))
                .getString("token");
    }

    /** A JSON Web Token. */
    String token(String session) {
        return json(betterAuth.get("/api/auth/token", bearer(session))).getString("token");
    }

    /** What {@code get-session} answers. */
    String getSession(String session) {
        return betterAuth.get("/api/auth/get-session", bearer(session)).body();
    }

    void signOut(String session) {
        call(session, "/api/auth/sign-out", Sessions.NOTHING);
    }

    void revokeAll(String session) {
        call(session, "/api/auth/revoke-sessions", Sessions.NOTHING);
    }

    /** Another password; the token of the one session that is left. */
    String changePassword(String session) {
        return call(
                        session,
                        "/api/auth/change-password",
                        Json.createObjectBuilder()
                                .add("currentPassword", BetterAuthServer.PASSWORD)
                                .add("newPassword", "another-password-1")
                                .add("revokeOtherSessions", true)
                                .build())
                .getString("token");
    }

    /** Bans a user, as an administrator of this session. */
    void ban(String administrator, User user) {
        call(
                administrator,
                "/api/auth/admin/ban-user",
                Json.createObjectBuilder().add("userId", user.id()).build());
    }

    void setRole(String administrator, User user, String role) {
        call(
                administrator,
                "/api/auth/admin/set-role",
                Json.createObjectBuilder().add("userId", user.id()).add("role", role).build());
    }

    /** A token of the second in which its user's were revoked counts as one from before. */
    static void awaitNextSecond() {
        long second = System.currentTimeMillis() / 1000;
        while (System.currentTimeMillis() / 1000 == second) {
            Sessions.pause(Duration.ofMillis(5));
        }
    }

    private JsonObject call(String session, String path, JsonObject body) {
        return json(betterAuth.post(path, body, bearer(session)));
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.json(answer);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
