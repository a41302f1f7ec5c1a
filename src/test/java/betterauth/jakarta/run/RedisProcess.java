package betterauth.jakarta.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on a port of its own, from the binaries that Maven brings; keeps nothing on disk.
 */
public final class RedisProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    private static final Path FOLDER = Path.of("target", "redis");
    private static final Path LOG = FOLDER.resolve("redis.log");

    private static @Nullable String unpacked;

    private final int port = ServerProcess.freePort();
    private @Nullable ServerProcess process;

    private final List<String> arguments;

    private RedisProcess(List<String> arguments) {
        this.arguments = arguments;
    }

    /**
     * Starts it.
     *
     * @param more options of its command line
     */
    public static RedisProcess start(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--save", ""));
        arguments.addAll(List.of(more));
        return started(arguments);
    }

    /**
     * Starts a Sentinel that decides alone, and soon.
     *
     * @param more lines of its configuration
     */
    public static RedisProcess startSentinel(String master, int masterPort, String... more) {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "sentinel monitor " + master + " 127.0.0.1 " + masterPort + " 1",
                                "sentinel down-after-milliseconds " + master + " 300",
                                "sentinel failover-timeout " + master + " 2000"));
        lines.addAll(List.of(more));
        try {
            Path configuration =
                    Files.createTempFile(Files.createDirectories(FOLDER), "sentinel", ".conf");
            Files.write(configuration, lines);
            return started(List.of(configuration.toString(), "--sentinel"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static RedisProcess started(List<String> arguments) {
        RedisProcess redis = new RedisProcess(arguments);
        redis.restart();
        return redis;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it on the same port, empty, after it was stopped. */
    public void restart() {
        List<String> command = new ArrayList<>(List.of(executable()));
        command.addAll(arguments);
        command.addAll(
                List.of(
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        emptyFolder()));
        process = ServerProcess.start("Redis", Path.of("."), Map.of(), LOG, command);
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new CannotRunException("Redis did not start, see " + LOG);
            }
        }
    }

    /** A replica writes what its master has, and a server reads what it finds. */
    private static String emptyFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(FOLDER), "data").toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void stop() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** Runs a command as Redis's administrator; the answer as text, empty for none. */
    public Optional<String> run(String command, String... arguments) {
        try (Connection connection = new Connection(new HostAndPort("127.0.0.1", port))) {
            connection.sendCommand(() -> command.getBytes(StandardCharsets.UTF_8), arguments);
            Object answer = connection.getOne();
            return answer instanceof byte[] bytes
                    ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                    : Optional.ofNullable(answer).map(String::valueOf);
        }
    }

    /** A number that {@code INFO stats} tells, such as {@code total_connections_received}. */
    public long statistic(String name) {
        return run("INFO", "stats")
                .orElseThrow()
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.split(":", 2)[1].strip()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        stop();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return run("PING").isPresent() && socket.isConnected();
        } catch (JedisDataException refused) {
            return true;
        } catch (IOException | JedisConnectionException notYet) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
                return false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CannotRunException("Interrupted");
            }
        }
    }

    /** Unpacked once by each JVM: one that runs cannot be written over. */
    private static synchronized String executable() {
        String known = unpacked;
        if (known == null) {
            try {
                Path folder = Files.createDirectories(FOLDER);
                known =
                        ExecutableProvider.newJarResourceProvider(
                                        Files.createTempDirectory(folder, "bin").toFile())
                                .get()
                                .getAbsolutePath();
                unpacked = known;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return known;
    }
}
