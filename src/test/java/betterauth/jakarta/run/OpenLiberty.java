package betterauth.jakarta.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An Open Liberty server of the files in {@code server-config/openliberty}.
 *
 * @param home the distribution
 */
public record OpenLiberty(Path home) implements AppServer {

    private static final String NAME = "better-auth";

    @Override
    public String title() {
        return "Open Liberty";
    }

    @Override
    public Launch install(Path folder, Path war, int port, Map<String, String> environment)
            throws IOException {
        Path server = folder.resolve("servers").resolve(NAME);
        AppServer.copy(Path.of("server-config", "openliberty"), server);
        if ("container".equals(environment.get("BETTER_AUTH_MECHANISM"))) {
            AppServer.copy(server.resolve("container"), server.resolve("configDropins/overrides"));
        }
        if (AppServer.isDatabaseRead(environment)) {
            AppServer.copy(server.resolve("database"), server.resolve("configDropins/overrides"));
            Files.copy(AppServer.driver(), server.resolve("database/postgresql.jar"));
        }
        Path dropins = Files.createDirectories(server.resolve("dropins"));
        Files.copy(war, dropins.resolve(war.getFileName()));
        return new Launch(
                List.of(home.resolve("bin/server").toString(), "run", NAME),
                Map.of(
                        "keystore_password",
                        "of-a-key-store-that-nobody-uses",
                        "WLP_USER_DIR",
                        folder.toAbsolutePath().toString(),
                        "HTTP_PORT",
                        String.valueOf(port),
                        // On the console, which is the log here.
                        "WLP_LOGGING_CONSOLE_LOGLEVEL",
                        "INFO"));
    }
}
