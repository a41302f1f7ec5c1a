package betterauth.jakarta.it;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.OpenLiberty;
import betterauth.jakarta.run.PayaraServer;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Prepares what Arquillian's adapters leave to others: the one for Payara Server only deploys, so
 * the server is started here, and the one for Open Liberty starts a server that is configured.
 */
public final class ServerSession implements LauncherSessionListener {

    private ServerProcess process;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        AppServer server = AppServer.ofBuild();
        if (server instanceof PayaraServer payara) {
            start(payara);
        } else if (server instanceof OpenLiberty) {
            configureOpenLiberty();
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (process != null) {
            process.close();
        }
    }

    private void start(PayaraServer server) {
        Path folder = Path.of("target", "payara-server");
        Path log = Path.of("target", "payara-server.log");
        process = server.startEmpty(folder, Integer.getInteger("http.port"), log);
        System.setProperty("management.port", String.valueOf(server.managementPort()));
        URI management = URI.create("http://localhost:" + server.managementPort());
        process.awaitStatus(management.resolve("/management/domain"), 200, Duration.ofMinutes(2));
    }

    private static void configureOpenLiberty() {
        Path server =
                Path.of(System.getProperty("server.user.directory"), "servers", "integration-test");
        try {
            AppServer.copy(Path.of("server-config", "openliberty"), server);
            AppServer.copy(Path.of("src", "test", "openliberty"), server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
