package betterauth.jakarta.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves answers by HTTP on a free port of the loopback interface, and fails where it is told to.
 */
final class FakeServer implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final HttpServer server;
    private final String basePath;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeServer::thread);
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    FakeServer(String basePath) {
        this.basePath = basePath;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void start(Endpoint endpoint) {
        server.createContext("/", exchange -> serve(exchange, endpoint));
        server.start();
    }

    void fail(String path, Fault fault) {
        faults.put(path, fault);
    }

    void recover() {
        faults.clear();
    }

    /** How often a path was called. */
    int calls(String path) {
        AtomicInteger count = calls.get(path);
        return count == null ? 0 : count.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            Call call = Call.read(exchange, basePath);
            calls.computeIfAbsent(call.path(), path -> new AtomicInteger()).incrementAndGet();
            Fault fault = faults.get(call.path());
            if (fault == null) {
                write(exchange, endpoint.answer(call));
            } else if (!fault.isClosing()) {
                TimeUnit.MILLISECONDS.sleep(fault.delay().toMillis());
                write(exchange, fault.replace(endpoint.answer(call)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers()
                .forEach(each -> exchange.getResponseHeaders().add(each.name(), each.value()));
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fake-better-auth");
        thread.setDaemon(true);
        return thread;
    }
}
