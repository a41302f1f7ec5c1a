package betterauth.jakarta.introspection.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.introspection.IntrospectionAnswer;
import betterauth.jakarta.introspection.IntrospectionAnswer.Failed;
import betterauth.jakarta.introspection.IntrospectionAnswer.Received;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpIntrospectionSourceTest {

    private static final String ADDRESS = "192.0.2.1";
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> sent = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void asksAsAClientAboutAnAccessToken() {
        answer(200, "{\"active\":true,\"scope\":\"orders:read\"}");

        IntrospectionAnswer answer = ask("oat_a+b/c~d&e=f");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Received.class,
                        received ->
                                assertThat(received.members().getString("scope"))
                                        .isEqualTo("orders:read"));
        assertThat(answer).hasToString("Received[]");
        assertThat(sent)
                .containsEntry("method", "POST")
                .containsEntry("path", "/api/auth/oauth2/introspect")
                .containsEntry(
                        "body", "token=oat_a%2Bb%2Fc%7Ed%26e%3Df&token_type_hint=access_token")
                .containsEntry("Content-type", "application/x-www-form-urlencoded")
                .containsEntry("Accept", "application/json")
                .containsEntry("X-forwarded-for", ADDRESS)
                .containsEntry(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("orders:s%3Acret+%25".getBytes(UTF_8)));
    }

    @Test
    void sendsAnAssertionInTheForm() {
        answer(200, "{\"active\":false}");

        source(new Assertion(), Duration.ofSeconds(5)).ask("oat_a", ADDRESS);

        assertThat(sent)
                .containsEntry(
                        "body", "token=oat_a&token_type_hint=access_token&client_assertion=x")
                .doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "[]",
                "[{\"active\":true}]",
                "{\"active\":true",
                "{\"active\":true}{\"active\":false}",
                "{\"active\":false,\"active\":true}",
                "active=true",
                "<html>Sign in</html>",
                "eyJhbGciOiJFZERTQSJ9.e30.c2ln"
            })
    void failsOnAnAnswerThatIsNoObject(String body) {
        answer(200, body);

        assertThat(ask("oat_a"))
                .isEqualTo(new Failed("The answer is no JSON object", TEN_SECONDS, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 400, 403, 404, 500, 502, 503})
    void failsOnEveryOtherStatus(int status) {
        answer(status, status == 204 ? "" : "{\"active\":true}");

        assertThat(ask("oat_a"))
                .isEqualTo(
                        new Failed(
                                "Introspection answered with status " + status,
                                TEN_SECONDS,
                                false));
    }

    @ParameterizedTest
    @CsvSource({"x-retry-after,60,60", "Retry-After,7,7", "Retry-After,999999999,86400"})
    void holdsTheCallerBackForAsLongAsTheLimitSays(String name, String value, long seconds) {
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add(name, value);
                    exchange.sendResponseHeaders(429, -1);
                    exchange.close();
                });

        assertThat(ask("oat_a"))
                .isEqualTo(
                        new Failed(
                                "Introspection answered with status 429",
                                Duration.ofSeconds(seconds),
                                true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "Fri, 27 Nov 2026 00:00:00 GMT", "1e9"})
    void holdsTheCallerBackForTenSecondsWhereTheLimitSaysNothing(String value) {
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", value);
                    exchange.sendResponseHeaders(429, -1);
                    exchange.close();
                });

        assertThat(ask("oat_a"))
                .isEqualTo(new Failed("Introspection answered with status 429", TEN_SECONDS, true));
    }

    @ParameterizedTest
    @CsvSource({"401,''", "401,'{\"active\":false}'", "400,'{\"error\":\"invalid_client\"}'"})
    void saysOnceThatItsOwnCredentialsAreWrong(int status, String body) {
        answer(status, body);

        try (LogCapture log = new LogCapture("authentication")) {
            HttpIntrospectionSource source = source(basic(), Duration.ofSeconds(5));
            assertThat(source.ask("oat_a", ADDRESS))
                    .isEqualTo(new Failed(null, TEN_SECONDS, false));
            assertThat(source.ask("oat_b", ADDRESS))
                    .isEqualTo(new Failed(null, TEN_SECONDS, false));

            assertThat(log.lines())
                    .containsExactly(
                            "WARNING Better Auth does not accept this API as a client, so access"
                                    + " tokens are not introspected and their callers get status 503."
                                    + " Compare better-auth.oauth.client-id and"
                                    + " better-auth.oauth.client-secret or"
                                    + " better-auth.oauth.client-key.location with the client of Better"
                                    + " Auth (status "
                                    + status
                                    + ")");
        }
    }

    @Test
    void followsNoRedirect() {
        AtomicInteger followed = new AtomicInteger();
        server.createContext(
                "/api",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                    exchange.close();
                });
        server.createContext(
                "/elsewhere",
                exchange -> {
                    followed.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });

        assertThat(ask("oat_a")).isInstanceOf(Failed.class);
        assertThat(followed).hasValue(0);
    }

    @Test
    void readsAnAnswerOfSixtyFourKibibytes() {
        answer(200, "{\"active\":true,\"x\":\"" + "x".repeat(64 * 1024 - 22) + "\"}");

        assertThat(ask("oat_a")).isInstanceOf(Received.class);
    }

    @Test
    void failsOnALongerAnswer() {
        answer(200, "{\"active\":true,\"x\":\"" + "x".repeat(64 * 1024 - 21) + "\"}");

        assertThat(ask("oat_a"))
                .isEqualTo(
                        new Failed(
                                "Better Auth answered more than 65536 bytes", TEN_SECONDS, false));
    }

    @Test
    void failsOnAnAnswerThatNeverEnds() {
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        while (true) {
                            body.write(new byte[8192]);
                        }
                    }
                });

        assertThat(ask("oat_a"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .startsWith("Better Auth answered more"));
    }

    @Test
    void failsOnAnAnswerThatTrickles() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        while (!isOver.await(20, TimeUnit.MILLISECONDS)) {
                            body.write(' ');
                            body.flush();
                        }
                    } catch (InterruptedException stopped) {
                        throw new IOException(stopped);
                    }
                });
        try {
            assertThat(source(basic(), Duration.ofMillis(300)).ask("oat_a", ADDRESS))
                    .isEqualTo(
                            new Failed(
                                    "Better Auth did not finish its answer in PT0.3S",
                                    TEN_SECONDS,
                                    false));
        } finally {
            isOver.countDown();
        }
    }

    @Test
    void failsWithoutAnAnswerInTime() {
        CountDownLatch isOver = new CountDownLatch(1);
        handle(
                exchange -> {
                    try {
                        isOver.await(5, TimeUnit.SECONDS);
                    } catch (InterruptedException stopped) {
                        throw new IOException(stopped);
                    }
                });
        try {
            assertThat(source(basic(), Duration.ofMillis(300)).ask("oat_a", ADDRESS))
                    .isEqualTo(
                            new Failed("Better Auth is unavailable: timeout", TEN_SECONDS, false));
        } finally {
            isOver.countDown();
        }
    }

    @Test
    void failsOnAnAnswerThatIsCutOff() {
        handle(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write("{\"active\":true}".getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                    exchange.close();
                });

        assertThat(ask("oat_a")).isInstanceOf(Failed.class);
    }

    @Test
    void failsWhereNobodyListens() {
        server.stop(0);

        assertThat(ask("oat_a"))
                .isEqualTo(
                        new Failed(
                                "Better Auth is unavailable: connection refused",
                                TEN_SECONDS,
                                false));
    }

    @Test
    void repeatsNothingOfAFaultOfTheClient() {
        IllegalStateException fault = new IllegalStateException("token=oat_a");
        HttpIntrospectionSource source =
                new HttpIntrospectionSource(new Faulty(fault), basic(), Duration.ofSeconds(5));

        assertThat(source.ask("oat_a", ADDRESS))
                .isEqualTo(
                        new Failed(
                                "The REST client failed: IllegalStateException",
                                TEN_SECONDS,
                                false));
    }

    private IntrospectionAnswer ask(String token) {
        return source(basic(), Duration.ofSeconds(5)).ask(token, ADDRESS);
    }

    private HttpIntrospectionSource source(ClientAuthentication authentication, Duration timeout) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/auth");
        return new HttpIntrospectionSource(
                new JerseyIntrospection(base, timeout), authentication, timeout);
    }

    private static ClientAuthentication basic() {
        return new SecretBasic("orders", new Secret("s:cret %"));
    }

    private void answer(int status, String body) {
        handle(
                exchange -> {
                    byte[] bytes = body.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    if (bytes.length > 0) {
                        exchange.getResponseBody().write(bytes);
                    }
                });
    }

    private void handle(HttpHandler handler) {
        server.createContext(
                "/",
                exchange -> {
                    sent.put("method", exchange.getRequestMethod());
                    sent.put("path", exchange.getRequestURI().toString());
                    sent.put("body", new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.getRequestHeaders()
                            .forEach((name, values) -> sent.put(name, String.join(",", values)));
                    handler.handle(exchange);
                    exchange.close();
                });
    }

    private record Assertion() implements ClientAuthentication {

        @Override
        public Optional<String> header() {
            return Optional.empty();
        }

        @Override
        public String parameters() {
            return "&client_assertion=x";
        }
    }

    private record Faulty(RuntimeException fault) implements Introspection {

        @Override
        public Response introspect(String authorization, String forwardedFor, String form) {
            throw fault;
        }

        @Override
        public void close() {}
    }
}
