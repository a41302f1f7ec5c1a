package betterauth.jakarta.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands in for Better Auth and misbehaves, down to the bytes on the wire. */
final class FaultyServer implements AutoCloseable {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();

    /** Stands for the session token that was presented, and is as long. */
    static final String PRESENTED = "@@@@@@@@ presented token @@@@@@@";

    private static final Pattern BEARER =
            Pattern.compile("(?i)\r\nauthorization: Bearer (\\w{32})");

    private volatile Fault fault = (request, out) -> {};
    private volatile String latestRequest = "";

    /** What is written in answer to a request's head; the connection is closed after it. */
    interface Fault {
        void answer(String request, OutputStream out) throws IOException, InterruptedException;
    }

    /** Ends the connection by a reset (RFC 9293, section 3.5.2). */
    static final class ResetException extends IOException {
        private static final long serialVersionUID = 1;
    }

    FaultyServer() {
        try {
            socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://localhost:" + socket.getLocalPort());
    }

    void answer(Fault next) {
        fault = next;
    }

    /** A body in which {@link #PRESENTED} is the bearer token of the request. */
    static String presented(String request, String body) {
        Matcher bearer = BEARER.matcher(request);
        return bearer.find() ? body.replace(PRESENTED, bearer.group(1)) : body;
    }

    /** Answers with a status line, headers (each ended by a line break) and a body. */
    void answer(int status, String headers, String body) {
        answer(
                (request, out) -> {
                    byte[] bytes = presented(request, body).getBytes(UTF_8);
                    String head =
                            "HTTP/1.1 "
                                    + status
                                    + " X\r\nConnection: close\r\nContent-Length: "
                                    + bytes.length
                                    + "\r\n"
                                    + headers
                                    + "\r\n";
                    out.write(head.getBytes(ISO_8859_1));
                    out.write(bytes);
                });
    }

    void json(String body) {
        answer(200, "Content-Type: application/json\r\n", body);
    }

    /** Never answers. */
    void hang() {
        answer((request, out) -> TimeUnit.SECONDS.sleep(60));
    }

    /** Those for a session; others are made when an application starts, at any time then. */
    int requests() {
        return requests.get();
    }

    String latestRequest() {
        return latestRequest;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String request = readHead(connection.getInputStream());
            if (request.contains("/get-session")) {
                latestRequest = request;
                requests.incrementAndGet();
            }
            if (!request.isEmpty()) {
                OutputStream out = connection.getOutputStream();
                answer(request, out, connection);
                out.flush();
            }
        } catch (IOException gone) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String request, OutputStream out, Socket connection)
            throws IOException, InterruptedException {
        try {
            fault.answer(request, out);
        } catch (ResetException reset) {
            connection.setSoLinger(true, 0);
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return head.toString();
    }
}
