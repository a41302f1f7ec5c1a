package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;

/** Questions for sessions, to a source and to Better Auth itself. */
final class SessionQueries {

    private SessionQueries() {}

    static SessionQuery bearer(String token) {
        return new SessionQuery(SessionQuery.Kind.BEARER, token, null, null, null, "127.0.0.1");
    }

    static SessionAnswer byHttp(BetterAuthServer betterAuth, String token) {
        HttpResponse<String> answer =
                betterAuth.get(
                        "/api/auth/get-session?disableRefresh=true",
                        "Authorization",
                        "Bearer " + token);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("get-session answered " + answer.statusCode());
        }
        if (answer.body().equals("null")) {
            return new SessionAnswer.Absent();
        }
        JsonObject body = Json.createReader(new StringReader(answer.body())).readObject();
        return new SessionAnswer.Found(body.getJsonObject("session"), body.getJsonObject("user"));
    }
}
