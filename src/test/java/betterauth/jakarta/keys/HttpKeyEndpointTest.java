package betterauth.jakarta.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.config.KeySettings;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpKeyEndpointTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
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
    void fetchesTheText() throws Exception {
        answer(200, "{\"keys\":[]}");

        assertThat(endpoint(Duration.ofSeconds(5)).fetch()).isEqualTo("{\"keys\":[]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 401, 404, 429, 500, 503})
    void failsOnEveryOtherStatus(int status) {
        answer(status, "");

        assertThatThrownBy(() -> endpoint(Duration.ofSeconds(5)).fetch())
                .isInstanceOf(IOException.class)
                .hasMessage("Key endpoint answered with status " + status);
    }

    @Test
    void followsNoRedirect() {
        AtomicInteger followed = new AtomicInteger();
        server.createContext(
                "/jwks",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.createContext("/elsewhere", exchange -> followed.incrementAndGet());

        assertThatThrownBy(() -> endpoint(Duration.ofSeconds(5)).fetch())
                .hasMessage("Key endpoint answered with status 302");
        assertThat(followed).hasValue(0);
    }

    @Test
    void failsOnMoreThan64Kilobytes() throws Exception {
        answer(200, "x".repeat(HttpKeyEndpoint.MAXIMUM_BYTES));
        assertThat(endpoint(Duration.ofSeconds(5)).fetch()).hasSize(HttpKeyEndpoint.MAXIMUM_BYTES);
        server.removeContext("/jwks");
        answer(200, "x".repeat(HttpKeyEndpoint.MAXIMUM_BYTES + 1));
        assertThatThrownBy(() -> endpoint(Duration.ofSeconds(5)).fetch())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 65536 bytes");
    }

    @Test
    void failsWhenNoAnswerComes() {
        CountDownLatch end = new CountDownLatch(1);
        handle(exchange -> await(end));

        assertThatThrownBy(() -> endpoint(Duration.ofMillis(50)).fetch())
                .isInstanceOf(IOException.class)
                .hasMessage("Key endpoint did not answer within PT0.05S");
        end.countDown();
    }

    @Test
    void failsOnAnAnswerThatTrickles() {
        CountDownLatch end = new CountDownLatch(1);
        handle(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        while (end.getCount() > 0) {
                            body.write('x');
                            body.flush();
                            end.await(1, TimeUnit.MILLISECONDS);
                        }
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                });

        assertThatThrownBy(() -> endpoint(Duration.ofMillis(100)).fetch())
                .isInstanceOf(IOException.class);
        end.countDown();
    }

    @Test
    void failsOnAnAnswerThatBreaksOff() {
        handle(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    exchange.close();
                });

        assertThatThrownBy(() -> endpoint(Duration.ofSeconds(5)).fetch())
                .isInstanceOf(IOException.class);
    }

    @Test
    void failsWhenNobodyListens() {
        HttpKeyEndpoint endpoint = endpoint(Duration.ofSeconds(5));
        server.stop(0);

        assertThatThrownBy(endpoint::fetch).isInstanceOf(IOException.class);
    }

    private HttpKeyEndpoint endpoint(Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        KeySettings settings =
                new KeySettings(
                        KeySettings.LEAST_RSA_BITS,
                        null,
                        url.toString(),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Duration.ofHours(24),
                        Duration.ofSeconds(2),
                        timeout,
                        null,
                        null);
        return new HttpKeyEndpoint(url, settings, threads);
    }

    private void answer(int status, String text) {
        handle(
                exchange -> {
                    byte[] bytes = text.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    if (bytes.length > 0) {
                        exchange.getResponseBody().write(bytes);
                    }
                });
    }

    private void handle(HttpHandler handler) {
        server.createContext(
                "/jwks",
                exchange -> {
                    try (HttpExchange open = exchange) {
                        handler.handle(open);
                    }
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
