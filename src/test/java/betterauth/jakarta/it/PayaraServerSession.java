package betterauth.jakarta.it;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.PayaraServer;
import betterauth.jakarta.run.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts Payara Server before the first test and ends it after the last, since Arquillian's adapter
 * for it only deploys.
 */
public final class PayaraServerSession implements LauncherSessionListener {

    private ServerProcess process;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (AppServer.ofBuild() instanceof PayaraServer server) {
            Path folder = Path.of("target", "payara-server");
            Path log = Path.of("target", "payara-server.log");
            process = server.startEmpty(folder, Integer.getInteger("http.port"), log);
            System.setProperty("management.port", String.valueOf(server.managementPort()));
            URI management = URI.create("http://localhost:" + server.managementPort());
            process.awaitStatus(
                    management.resolve("/management/domain"), 200, Duration.ofMinutes(2));
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (process != null) {
            process.close();
        }
    }
}
