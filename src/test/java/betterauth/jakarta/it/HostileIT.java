package betterauth.jakarta.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.ServerProcess;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests, one by one, at the built WAR on a server that its admin has set up. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileIT {

    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    @TempDir private static Path folder;

    private static HttpServer betterAuth;
    private static HostileTokens tokens;
    private static ServerProcess server;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        betterAuth =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        betterAuth.createContext("/", HostileIT::answer);
        betterAuth.start();
        tokens = new HostileTokens(url());
        port = ServerProcess.freePort();
        Map<String, String> environment =
                Map.of(
                        "BETTER_AUTH_URL", url(),
                        "BETTER_AUTH_SECRET", "hostile-suite-secret-0123456789abcdef",
                        "JWT_SECRET", "hostile-suite-shared-secret-0123456789abcdef",
                        "BETTER_AUTH_API_KEY_ENABLED", "true",
                        "BETTER_AUTH_JWKS_MIN_REFETCH_INTERVAL", "PT0.001S",
                        "BETTER_AUTH_CORS_ALLOWED_ORIGINS", "https://app.example.com");
        server =
                AppServer.ofBuild()
                        .start(
                                folder.resolve("server"),
                                Path.of("target", "better-auth-jakarta.war"),
                                port,
                                environment,
                                log());
        URI ping = URI.create("http://localhost:" + port + "/api/public/ping");
        server.awaitAnswer(ping, Duration.ofMinutes(2), () -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
        betterAuth.stop(0);
    }

    /** What is attacked works: without this every refusal would prove nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "ES256", "ES512", "RS256", "PS256"})
    @Order(1)
    void letsInWhoHoldsAGoodToken(String algorithm) throws IOException {
        String request = Attack.token("", tokens.good(algorithm)).request();

        assertThat(send(request)).startsWith("HTTP/1.1 200");
    }

    static Stream<Attack> attacks() {
        return new Attacks(tokens, url() + "/elsewhere").all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Order(2)
    void refuses(Attack attack) throws IOException {
        String answer = send(attack.request());

        assertThat(answer).as(attack.name()).startsWith("HTTP/1.1 " + attack.status());
        String body = answer.substring(answer.indexOf("\r\n\r\n")).strip();
        String problem = body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
        assertThat(Json.createReader(new StringReader(problem)).readObject().getString("code"))
                .as(attack.name())
                .isEqualTo(attack.code());
        assertThat(answer).doesNotContain(Attack.MARK, "\nh0stile", "eyJ");
    }

    @Test
    @Order(3)
    void isManyAttacks() {
        assertThat(attacks().map(Attack::request).distinct().count()).isGreaterThan(250);
    }

    @Test
    @Order(4)
    void asksNobodyElse() {
        assertThat(ASKED)
                .containsOnly(
                        "/api/auth/jwks",
                        "/api/auth/.well-known/openid-configuration",
                        "/api/auth/get-session");
    }

    @Test
    @Order(5)
    void logsNothingOfWhatWasSent() throws IOException {
        assertThat(Files.readString(log()))
                .doesNotContain(Attack.MARK, "eyJ", "-secret-")
                .contains("Refused: code=INVALID_TOKEN user=none address=127.0.0.1");
    }

    private static Path log() {
        return folder.resolve("server.log");
    }

    private static String url() {
        return "http://localhost:" + betterAuth.getAddress().getPort();
    }

    /** A key set, and no session for anybody. */
    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        ASKED.add(path);
        byte[] body = (path.endsWith("/jwks") ? tokens.jwks() : "null").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
