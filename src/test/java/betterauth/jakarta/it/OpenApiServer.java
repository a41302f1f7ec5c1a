package betterauth.jakarta.it;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.AppServer.Launch;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The server under test with MicroProfile OpenAPI, which not all have as they are set up. */
final class OpenApiServer implements AutoCloseable {

    private static final String WILDFLY_EXTENSION =
            "<extension module=\"org.wildfly.extension.microprofile.openapi-smallrye\"/>";
    private static final String WILDFLY_SUBSYSTEM =
            "<subsystem xmlns=\"urn:wildfly:microprofile-openapi-smallrye:1.0\"/>";
    private static final String LIBERTY =
            "<server><featureManager><feature>mpOpenAPI-3.1</feature></featureManager></server>";

    private final URI base;
    private final ServerProcess process;

    private OpenApiServer(URI base, ServerProcess process) {
        this.base = base;
        this.process = process;
    }

    /** Starts it in a folder with a WAR, and waits until a path answers. */
    static OpenApiServer start(Path folder, Path war, String path) {
        AppServer server = AppServer.ofBuild();
        int port = ServerProcess.freePort();
        URI base = URI.create("http://localhost:" + port);
        ServerProcess process =
                server.start(
                        folder.resolve("server"),
                        folder.resolve("server.log"),
                        Map.of(),
                        empty -> {
                            Launch launch = server.install(empty, war, port, Map.of());
                            addOpenApi(empty);
                            return launch;
                        });
        process.awaitAnswer(base.resolve(path), Duration.ofMinutes(2), () -> {});
        return new OpenApiServer(base, process);
    }

    Api api() {
        return new Api(base).unrecorded();
    }

    @Override
    public void close() {
        process.close();
    }

    private static void addOpenApi(Path server) throws IOException {
        switch (System.getProperty("server", "payara-micro")) {
            case "wildfly" -> {
                Path file = server.resolve("configuration/standalone.xml");
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replace("</extensions>", WILDFLY_EXTENSION + "</extensions>")
                                .replace("</profile>", WILDFLY_SUBSYSTEM + "</profile>"));
            }
            case "openliberty" -> {
                Path overrides = server.resolve("servers/better-auth/configDropins/overrides");
                Files.writeString(
                        Files.createDirectories(overrides).resolve("openapi.xml"), LIBERTY);
            }
            default -> {
                // Payara has it.
            }
        }
    }
}
