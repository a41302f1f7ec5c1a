package betterauth.jakarta.load;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.CannotRunException;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server with one application, and where its traffic stands. */
final class LoadedServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ServerProcess process;
    private final URI url;
    private final Map<String, Long> sent = new LinkedHashMap<>();

    private LoadedServer(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    static LoadedServer start(
            AppServer server, Path folder, Path war, Map<String, String> settings) {
        int port = ServerProcess.freePort();
        ServerProcess process =
                server.start(
                        folder,
                        war,
                        port,
                        settings,
                        folder.resolveSibling(folder.getFileName() + ".log"));
        return new LoadedServer(process, URI.create("http://127.0.0.1:" + port));
    }

    /** Starts a server, sends it one request and stops it. */
    static Start measureStart(
            AppServer server, Path folder, Path war, Map<String, String> settings, Traffic first) {
        long begin = System.nanoTime();
        try (LoadedServer started = start(server, folder, war, settings)) {
            started.awaitAnswer(Traffic.without("start", "/api/open", 200));
            long answered = System.nanoTime();
            started.requireAnswer(first);
            return new Start(millis(answered - begin), millis(System.nanoTime() - answered));
        }
    }

    /** How long a server took to answer, and then for its first guarded request. */
    record Start(double millis, double firstMillis) {}

    /**
     * Sends each kind of traffic to each server in turn, several times over.
     *
     * @param kinds what each server gets
     * @return the runs of each kind, server by server
     */
    static List<Map<String, List<Wrk.Run>>> inTurn(
            List<LoadedServer> servers,
            List<List<Traffic>> kinds,
            Duration warmUp,
            Duration run,
            int rounds) {
        List<Map<String, List<Wrk.Run>>> runs = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            servers.get(i).awaitAnswer(kinds.get(i).get(0));
            runs.add(new LinkedHashMap<>());
        }
        for (int round = -2; round < rounds; round++) {
            for (int kind = 0; kind < kinds.get(0).size(); kind++) {
                for (int i = 0; i < servers.size(); i++) {
                    Traffic traffic = kinds.get(i).get(kind);
                    Wrk.Run done = servers.get(i).drive(traffic, round < 0 ? warmUp : run);
                    if (round >= 0) {
                        runs.get(i)
                                .computeIfAbsent(traffic.title(), title -> new ArrayList<>())
                                .add(done);
                    }
                }
            }
        }
        return runs;
    }

    private void awaitAnswer(Traffic traffic) {
        process.awaitAnswer(url.resolve(traffic.path()), START, () -> {});
    }

    private void requireAnswer(Traffic traffic) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve(traffic.path()))
                            .header(traffic.header(), Files.readString(traffic.values()).strip())
                            .build();
            int status = CLIENT.send(request, BodyHandlers.discarding()).statusCode();
            if (status != traffic.status()) {
                throw new IllegalStateException("The first request was answered with " + status);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private Wrk.Run drive(Traffic traffic, Duration duration) {
        Wrk.Run run =
                Wrk.drive(process, url, traffic, sent.getOrDefault(traffic.title(), 0L), duration);
        sent.merge(traffic.title(), run.requests(), Long::sum);
        return run;
    }

    @Override
    public void close() {
        process.close();
    }
}
