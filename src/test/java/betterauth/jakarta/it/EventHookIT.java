package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.Secret;
import betterauth.jakarta.events.EventReceiver;
import betterauth.jakarta.events.SessionEvent;
import betterauth.jakarta.events.SessionEvent.OfUser;
import betterauth.jakarta.events.SessionEvent.SessionEnded;
import betterauth.jakarta.events.SessionEvent.UserRevoked;
import betterauth.jakarta.run.BetterAuthServer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the hook in Better Auth's configuration sends before Better Auth answers. */
class EventHookIT {

    private static final String SECRET = "an-events-secret-0123456789abcdef";
    private static final List<SessionEvent> EVENTS = new CopyOnWriteArrayList<>();
    private static final EventReceiver RECEIVER =
            new EventReceiver(
                    new Secret(SECRET), (event, sentAt) -> EVENTS.add(event), Clock.systemUTC());

    private static HttpServer application;
    private static BetterAuthServer betterAuth;

    @BeforeAll
    static void start() throws IOException {
        application =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/better-auth/events", EventHookIT::receive);
        application.start();
        String events =
                "http://127.0.0.1:" + application.getAddress().getPort() + "/better-auth/events";
        betterAuth =
                BetterAuthServer.start(
                        // The first is a node that is down.
                        Map.of(
                                "EVENTS_URLS",
                                "http://127.0.0.1:1/," + events,
                                "EVENTS_SECRET",
                                SECRET));
    }

    @AfterAll
    static void stop() {
        if (betterAuth != null) {
            betterAuth.close();
        }
        application.stop(0);
    }

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Test
    void tellsOfASignOut() {
        String token = betterAuth.signIn("ada");
        String session = Api.json(session(token)).getJsonObject("session").getString("id");

        post("/sign-out", Json.createObjectBuilder(), token);

        assertThat(EVENTS).containsExactly(new SessionEnded(session));
    }

    @Test
    void tellsOfAnotherRole() {
        String lin = userId("lin");

        post(
                "/admin/set-role",
                Json.createObjectBuilder().add("userId", lin).add("role", "editor"),
                betterAuth.signIn("grace"));

        assertThat(EVENTS).contains(new OfUser(lin));
    }

    @Test
    void tellsOfABanAndOfARemoval() {
        JsonObject body =
                Json.createObjectBuilder()
                        .add("name", "Eve")
                        .add("email", "eve@example.com")
                        .add("password", BetterAuthServer.PASSWORD)
                        .build();
        String token =
                Api.json(betterAuth.post("/api/auth/sign-up/email", body)).getString("token");
        JsonObject found = Api.json(session(token));
        String session = found.getJsonObject("session").getString("id");
        String eve = found.getJsonObject("user").getString("id");
        String admin = betterAuth.signIn("grace");

        post("/admin/ban-user", Json.createObjectBuilder().add("userId", eve), admin);
        assertThat(EVENTS).contains(new UserRevoked(eve), new SessionEnded(session));
        EVENTS.clear();
        post("/admin/remove-user", Json.createObjectBuilder().add("userId", eve), admin);

        assertThat(EVENTS).contains(new UserRevoked(eve));
    }

    private static String userId(String user) {
        return Api.json(session(betterAuth.signIn(user))).getJsonObject("user").getString("id");
    }

    private static HttpResponse<String> session(String token) {
        return betterAuth.get("/api/auth/get-session", "Authorization", "Bearer " + token);
    }

    private static void post(String path, JsonObjectBuilder body, String token) {
        HttpResponse<String> answer =
                betterAuth.post(
                        "/api/auth" + path, body.build(), "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            EventReceiver.Outcome outcome =
                    RECEIVER.receive(
                            exchange.getRequestHeaders().getFirst("webhook-id"),
                            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                            exchange.getRequestHeaders().getFirst("webhook-signature"),
                            exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(outcome == EventReceiver.Outcome.RECEIVED ? 204 : 401, -1);
        }
    }
}
