package betterauth.jakarta.it;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Several servers with the WAR and the same settings. */
final class Nodes implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);

    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<Api> apis = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();

    private Nodes() {}

    /** URLs on free ports. */
    static List<URI> urls(int count) {
        return Stream.generate(() -> URI.create("http://localhost:" + ServerProcess.freePort()))
                .limit(count)
                .toList();
    }

    /**
     * Starts them, one after the other.
     *
     * @param folder for their files and logs
     */
    static Nodes start(List<URI> urls, Path folder, Map<String, String> environment) {
        Nodes nodes = new Nodes();
        try {
            urls.forEach(url -> nodes.add(url, folder, environment));
            return nodes;
        } catch (RuntimeException failed) {
            nodes.close();
            throw failed;
        }
    }

    private void add(URI url, Path folder, Map<String, String> environment) {
        String name = "node" + url.getPort();
        Path log = folder.resolve(name + ".log");
        ServerProcess server =
                AppServer.ofBuild()
                        .start(
                                folder.resolve(name),
                                Path.of("target", "better-auth-jakarta.war"),
                                url.getPort(),
                                environment,
                                log);
        servers.add(server);
        server.awaitAnswer(url.resolve("/api/public/ping"), START, () -> {});
        apis.add(new Api(url).unrecorded());
        logs.add(log);
    }

    List<Api> apis() {
        return Collections.unmodifiableList(apis);
    }

    List<Path> logs() {
        return Collections.unmodifiableList(logs);
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
