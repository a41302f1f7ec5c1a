package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.ServerProcess;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One release of Better Auth that runs in one configuration, and the WAR beside it. */
final class MatrixCell implements AutoCloseable {

    private final Api war;
    private final Api betterAuth;
    private final MatrixConfiguration configuration;
    private final String origin;
    private final Supplier<ServerProcess> starter;
    private @Nullable ServerProcess process;
    private @Nullable MatrixSession session;

    /**
     * Starts Better Auth.
     *
     * @param war where the WAR is
     * @param betterAuth where Better Auth is, by plain http
     * @param origin Better Auth's own origin
     * @param starter starts Better Auth and waits until it answers
     */
    MatrixCell(
            URI war,
            URI betterAuth,
            MatrixConfiguration configuration,
            String origin,
            Supplier<ServerProcess> starter) {
        this.war = new Api(war).unrecorded();
        this.betterAuth = new Api(betterAuth).unrecorded();
        this.configuration = configuration;
        this.origin = origin;
        this.starter = starter;
        this.process = starter.get();
    }

    Api war() {
        return war;
    }

    HttpResponse<String> meByCookies(String cookies) {
        return war.get("/api/me", "Cookie", cookies);
    }

    /** Ada's session, which no check ends. */
    MatrixSession session() {
        if (session == null) {
            session = signIn("ada");
        }
        return session;
    }

    MatrixSession signIn(String user) {
        startBetterAuth();
        return session(post("/sign-in/email", password(user).toString()));
    }

    MatrixSession session(HttpResponse<String> signedIn) {
        return new MatrixSession(
                signedIn,
                cookies -> {
                    HttpResponse<String> answer =
                            betterAuth.get(configuration.basePath() + "/token", "Cookie", cookies);
                    return Api.json(succeeded(answer)).getString("token");
                });
    }

    static JsonObject password(String user) {
        return Json.createObjectBuilder()
                .add("email", user + "@example.com")
                .add("password", "demo-password-1")
                .build();
    }

    HttpResponse<String> post(String path, String body) {
        return send(path, body, "Content-Type", "application/json");
    }

    HttpResponse<String> postAs(String sessionToken, String path, String body) {
        return send(
                path,
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + sessionToken);
    }

    /** What Better Auth says of a session. */
    JsonObject sessionAs(String sessionToken) {
        HttpResponse<String> answer =
                betterAuth.get(
                        configuration.basePath() + "/get-session",
                        "Authorization",
                        "Bearer " + sessionToken);
        return Api.json(succeeded(answer)).getJsonObject("session");
    }

    HttpResponse<String> postByCookies(String cookies, String path, String body) {
        return send(
                path,
                body,
                "Content-Type",
                "application/json",
                "Cookie",
                cookies,
                "Origin",
                origin);
    }

    /** Changes the user in Better Auth's database. */
    void change(String what) {
        assertThat(betterAuth.send("POST", "/test/" + what, "").statusCode()).isEqualTo(204);
    }

    void assertAda(HttpResponse<String> answer, String method) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject me = Api.json(answer);
        assertThat(me.getString("email")).isEqualTo("ada@example.com");
        assertThat(me.getString("method")).isEqualTo(method);
        assertThat(me.getJsonArray("roles")).containsExactly(Json.createValue("user"));
    }

    static void assertRejected(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    }

    /** Starts Better Auth unless it runs. */
    void startBetterAuth() {
        if (process == null) {
            process = starter.get();
        }
    }

    void stopBetterAuth() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    @Override
    public void close() {
        stopBetterAuth();
    }

    private HttpResponse<String> send(String path, String body, String... headers) {
        return succeeded(betterAuth.send("POST", configuration.basePath() + path, body, headers));
    }

    private static HttpResponse<String> succeeded(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("Better Auth: " + answer.body()).isEqualTo(200);
        return answer;
    }
}
