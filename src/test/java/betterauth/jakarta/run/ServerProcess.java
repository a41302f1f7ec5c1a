package betterauth.jakarta.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A child process that serves HTTP on loopback. It ends with this JVM at the latest. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread hook;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.hook = new Thread(process::destroy, name + " shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a process.
     *
     * @param environment is added to this JVM's
     * @param log receives what the process prints
     */
    public static ServerProcess start(
            String name,
            Path directory,
            Map<String, String> environment,
            Path log,
            List<String> command) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ServerProcess(name, builder.start(), log);
        } catch (IOException failed) {
            throw new CannotRunException(name + " cannot be started: " + failed.getMessage());
        }
    }

    /** A port of loopback that nobody listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Fails with one line unless the port is free, on loopback and on all addresses. */
    public static void requireFree(int port, String what) {
        for (String host : List.of("127.0.0.1", "0.0.0.0")) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(host, port));
            } catch (IOException busy) {
                throw new CannotRunException(
                        "Port "
                                + port
                                + " is in use: "
                                + what
                                + " needs it. Free it and try again");
            }
        }
    }

    /**
     * Waits until {@code url} answers with status 200: before it is deployed, a server says 404.
     *
     * @param waiting runs five times a second meanwhile
     * @throws CannotRunException if the process ends, or the time does
     */
    public void awaitAnswer(URI url, Duration patience, Runnable waiting) {
        awaitStatus(url, 200, patience, waiting);
    }

    /** Waits until {@code url} answers with a status. */
    public void awaitStatus(URI url, int status, Duration patience) {
        awaitStatus(url, status, patience, () -> {});
    }

    private void awaitStatus(URI url, int status, Duration patience, Runnable waiting) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new CannotRunException(name + " ended while starting, see " + log);
            }
            if (answers(url, status)) {
                return;
            }
            waiting.run();
        }
        close();
        throw new CannotRunException(name + " did not answer within " + patience + ", see " + log);
    }

    /** Waits until a database gives connections. */
    void awaitConnection(DataSource database, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Connection connection = database.getConnection()) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                var unused = pause();
            }
        }
        close();
        throw new CannotRunException(name + " gave no connection, see " + log);
    }

    /** The process and those that it started. */
    Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Whether the process still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The CPU time that the process and those it started have taken, as far as the system says. */
    public Duration cpuTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Blocks until the process ends by itself. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Ends the process and waits until it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already.
            return;
        }
    }

    private static boolean answers(URI url, int status) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == status
                    || pause();
        } catch (IOException notYet) {
            return pause();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }
}
