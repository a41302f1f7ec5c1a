package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DatabaseServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a session of each kind that there is, by the real Better Auth. */
final class KindsOfSession {

    static final List<String> LIVE =
            List.of(
                    "plain",
                    "all fields",
                    "empty fields",
                    "banned in the database",
                    "banned until then",
                    "impersonated",
                    "active organization",
                    "not remembered");

    static final List<String> ENDED =
            List.of("signed out", "expired", "revoked by an admin", "banned", "removed", "unknown");

    static final List<String> ALL = Stream.concat(LIVE.stream(), ENDED.stream()).toList();

    private final BetterAuthServer betterAuth;
    private final DatabaseServer database;
    private final StoredSessions stored;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    KindsOfSession(BetterAuthServer betterAuth, DatabaseServer database, StoredSessions stored) {
        this.betterAuth = betterAuth;
        this.database = database;
        this.stored = stored;
    }

    /** The tokens by kind. */
    Map<String, String> create() {
        String admin = betterAuth.signIn("grace");
        tokens.put("plain", betterAuth.signIn("ada"));
        tokens.put("all fields", signUp("all", allFields()));
        change("session", "deviceName", "'Ada''s phone'", "token", tokens.get("all fields"));
        change("session", "isTrusted", "true", "token", tokens.get("all fields"));
        tokens.put("empty fields", signUp("empty", JsonObject.EMPTY_JSON_OBJECT));
        tokens.put(
                "not remembered",
                signUp("brief", Json.createObjectBuilder().add("rememberMe", false).build()));
        bannedByRow();
        impersonated(admin);
        activeOrganization();
        ended(admin);
        return tokens;
    }

    private static JsonObject allFields() {
        return Json.createObjectBuilder()
                .add("image", "https://example.com/a.png")
                .add("loginCount", 7)
                .add("storageBytes", 12_345_678_901L)
                .add("wantsNews", true)
                .add("dateOfBirth", "1985-12-10T00:00:00.000Z")
                .add("favouriteTags", Json.createArrayBuilder(List.of("a \"b\"", "c,d")))
                .add(
                        "pagePreferences",
                        Json.createObjectBuilder().add("theme", "dark").add("size", 2))
                .add("secretNote", "not to be seen")
                .add("softwareBackground", "Größe \uD83D\uDE80")
                .build();
    }

    private void bannedByRow() {
        tokens.put("banned in the database", signUp("banned1", JsonObject.EMPTY_JSON_OBJECT));
        change("user", "banned", "true", "email", "banned1@example.com");
        change("user", "banReason", "'spam'", "email", "banned1@example.com");
        tokens.put("banned until then", signUp("banned2", JsonObject.EMPTY_JSON_OBJECT));
        change("user", "banned", "true", "email", "banned2@example.com");
        change("user", "banExpires", "'2037-01-02 03:04:05.678'", "email", "banned2@example.com");
    }

    private void impersonated(String admin) {
        JsonObject session =
                json(post(
                                "/admin/impersonate-user",
                                Json.createObjectBuilder().add("userId", idOf("lin")),
                                admin))
                        .getJsonObject("session");
        tokens.put("impersonated", session.getString("token"));
    }

    private void activeOrganization() {
        String token = betterAuth.signIn("lin");
        json(
                post(
                        "/organization/create",
                        Json.createObjectBuilder().add("name", "Lin's").add("slug", "lins"),
                        token));
        tokens.put("active organization", token);
    }

    private void ended(String admin) {
        String out = betterAuth.signIn("ada");
        json(post("/sign-out", Json.createObjectBuilder(), out));
        tokens.put("signed out", out);

        String expired = betterAuth.signIn("ada");
        change("session", "expiresAt", "'2020-01-02 03:04:05.678'", "token", expired);
        tokens.put("expired", expired);

        String revoked = betterAuth.signIn("lin");
        json(
                post(
                        "/admin/revoke-user-session",
                        Json.createObjectBuilder().add("sessionToken", revoked),
                        admin));
        tokens.put("revoked by an admin", revoked);

        tokens.put("banned", signUp("banned3", JsonObject.EMPTY_JSON_OBJECT));
        json(
                post(
                        "/admin/ban-user",
                        Json.createObjectBuilder().add("userId", idOf("banned3")),
                        admin));
        tokens.put("removed", signUp("removed", JsonObject.EMPTY_JSON_OBJECT));
        json(
                post(
                        "/admin/remove-user",
                        Json.createObjectBuilder().add("userId", idOf("removed")),
                        admin));
        tokens.put("unknown", "u".repeat(32));
    }

    private String signUp(String name, JsonObject fields) {
        JsonObjectBuilder body =
                Json.createObjectBuilder(fields)
                        .add("name", name)
                        .add("email", name + "@example.com")
                        .add("password", BetterAuthServer.PASSWORD);
        return json(betterAuth.post("/api/auth/sign-up/email", body.build())).getString("token");
    }

    private String idOf(String user) {
        return json(betterAuth.signInAnswer(user)).getJsonObject("user").getString("id");
    }

    private HttpResponse<String> post(String path, JsonObjectBuilder body, String token) {
        return betterAuth.post(
                "/api/auth" + path, body.build(), "Authorization", "Bearer " + token);
    }

    /** What no API of Better Auth writes. */
    private void change(String model, String field, String value, String key, String is) {
        database.run(
                "UPDATE %s SET %s = %s WHERE %s = '%s'"
                        .formatted(
                                stored.quoted(stored.table(model)),
                                stored.column(field),
                                value,
                                stored.column(key),
                                is));
    }

    private static JsonObject json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    "Better Auth answered " + response.statusCode() + ": " + response.body());
        }
        return Json.createReader(new StringReader(response.body())).readObject();
    }
}
