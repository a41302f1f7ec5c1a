package betterauth.jakarta.load;

import betterauth.jakarta.run.CannotRunException;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drives a server by the program {@code wrk}. */
final class Wrk {

    private static final int CONNECTIONS = 16;
    private static final Path SCRIPT = Path.of("src", "test", "resources", "load", "requests.lua");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    /**
     * What one run did.
     *
     * @param cpuMicros the server's CPU time for a request
     */
    record Run(long requests, double cpuMicros, double perSecond) {}

    private Wrk() {}

    /**
     * Calls a server as fast as it answers.
     *
     * @param from the first line of the traffic's values to send
     * @throws IllegalStateException if an answer has not the expected status
     */
    static Run drive(ServerProcess server, URI url, Traffic traffic, long from, Duration duration) {
        Duration before = server.cpuTime();
        long start = System.nanoTime();
        String report = run(command(url, traffic, from, duration));
        double micros = server.cpuTime().minus(before).toNanos() / 1000.0;
        double seconds = (System.nanoTime() - start) / 1e9;
        long requests = number(REQUESTS, report);
        long refused = number(REFUSED, report);
        if (refused != (traffic.status() == 200 ? 0 : requests)
                || report.contains("Socket errors")) {
            throw new IllegalStateException(
                    traffic.title() + " got other answers than expected: " + report);
        }
        return new Run(requests, micros / requests, requests / seconds);
    }

    private static List<String> command(URI url, Traffic traffic, long from, Duration duration) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "wrk",
                                "--threads=1",
                                "--connections=" + CONNECTIONS,
                                "--duration=" + duration.toSeconds() + "s",
                                "--script=" + SCRIPT,
                                url.resolve(traffic.path()).toString(),
                                "--"));
        command.addAll(traffic.arguments(from));
        return command;
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String report =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CannotRunException("wrk failed: " + report.strip());
            }
            return report;
        } catch (IOException absent) {
            throw new CannotRunException(
                    "wrk is required on the path: "
                            + "install it with the system's packages, such as apt-get install wrk");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }

    private static long number(Pattern pattern, String report) {
        Matcher matcher = pattern.matcher(report);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
