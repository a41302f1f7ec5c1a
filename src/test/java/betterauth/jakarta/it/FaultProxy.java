package betterauth.jakarta.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Stands between the application and Better Auth: passes on what goes through, or spoils it. */
final class FaultProxy implements AutoCloseable {

    private final FaultyServer server = new FaultyServer();
    private final Map<String, FaultyServer.Fault> faults = new ConcurrentHashMap<>();
    private volatile URI target = server.url();

    /** What may happen to an answer on its way. */
    enum Fault {
        LATE {
            @Override
            void spoil(byte[] answer, OutputStream out) throws IOException, InterruptedException {
                TimeUnit.SECONDS.sleep(4);
                out.write(answer);
            }
        },
        CUT {
            @Override
            void spoil(byte[] answer, OutputStream out) throws IOException {
                out.write(answer, 0, answer.length - 20);
            }
        },
        RESET {
            @Override
            void spoil(byte[] answer, OutputStream out) throws IOException {
                throw new FaultyServer.ResetException();
            }
        },
        TRICKLING {
            @Override
            void spoil(byte[] answer, OutputStream out) throws IOException, InterruptedException {
                for (byte next : answer) {
                    out.write(next);
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        },
        TOO_MANY_REQUESTS {
            @Override
            void spoil(byte[] answer, OutputStream out) throws IOException {
                write(out, "429 Too Many Requests", "application/json\r\nX-Retry-After: 1", "{}");
            }
        },
        SERVER_ERROR {
            @Override
            void spoil(byte[] answer, OutputStream out) throws IOException {
                write(out, "500 Internal Server Error", "application/json", "{}");
            }
        },
        PAGE {
            @Override
            void spoil(byte[] answer, OutputStream out) throws IOException {
                write(out, "200 OK", "text/html", "<html><body>Sign in to the hotel</body></html>");
            }
        };

        /** Writes something else than the true answer, or not as it came. */
        abstract void spoil(byte[] answer, OutputStream out)
                throws IOException, InterruptedException;
    }

    FaultProxy() {
        server.answer(this::answer);
    }

    URI url() {
        return server.url();
    }

    void passTo(URI betterAuth) {
        target = betterAuth;
    }

    /** Spoils the answers of a path from now on. */
    void spoil(String path, Fault fault) {
        answer(path, (request, out) -> fault.spoil(pass(request), out));
    }

    /** Answers a path's requests itself from now on. */
    void answer(String path, FaultyServer.Fault fault) {
        faults.put(path, fault);
    }

    /** Passes everything on from now on. */
    void heal() {
        faults.clear();
    }

    /** What Better Auth answers, to the last byte. */
    byte[] pass(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            String closing =
                    request.replaceAll("(?im)^(connection|upgrade|http2-settings):.*\r\n", "")
                            .replaceFirst("\r\n", "\r\nConnection: close\r\n");
            socket.getOutputStream().write(closing.getBytes(ISO_8859_1));
            return socket.getInputStream().readAllBytes();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    static void write(OutputStream out, String status, String type, String body)
            throws IOException {
        out.write(
                ("HTTP/1.1 %s\r\nConnection: close\r\nContent-Type: %s\r\n"
                                + "Content-Length: %d\r\n\r\n%s")
                        .formatted(status, type, body.length(), body)
                        .getBytes(ISO_8859_1));
    }

    private void answer(String request, OutputStream out) throws IOException, InterruptedException {
        String path = request.split("[ ?]", 3)[1];
        FaultyServer.Fault fault = faults.get(path);
        if (fault == null) {
            out.write(pass(request));
        } else {
            fault.answer(request, out);
        }
    }
}
