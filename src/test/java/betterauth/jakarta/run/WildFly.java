package betterauth.jakarta.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * WildFly's {@code standalone.xml}, on which the build has run {@code server-config/wildfly}.
 *
 * @param home the distribution
 */
record WildFly(Path home) implements AppServer {

    @Override
    public String title() {
        return "WildFly";
    }

    @Override
    public Launch install(Path folder, Path war, int port, Map<String, String> environment)
            throws IOException {
        AppServer.copy(home.resolve("standalone/configuration"), folder.resolve("configuration"));
        Path deployments = Files.createDirectories(folder.resolve("deployments"));
        if (AppServer.isDatabaseRead(environment)) {
            Files.copy(AppServer.driver(), deployments.resolve("postgresql.jar"));
            addDataSource(folder);
        }
        Files.copy(war, deployments.resolve(war.getFileName()));
        return new Launch(
                List.of(
                        home.resolve("bin/standalone.sh").toString(),
                        "-Djboss.server.base.dir=" + folder.toAbsolutePath(),
                        "-Djboss.http.port=" + port,
                        "-Djboss.https.port=" + ServerProcess.freePort(),
                        "-Djboss.management.http.port=" + ServerProcess.freePort()),
                // The script then ends its Java program when it is told to end itself.
                Map.of("LAUNCH_JBOSS_IN_BACKGROUND", "true"));
    }

    /** As an administrator does, by the same program, in the folder of the instance. */
    private void addDataSource(Path folder) {
        ServerFolder.run(
                List.of(
                        "env",
                        "JBOSS_HOME=" + home.toAbsolutePath(),
                        AppServer.java(),
                        "-Djboss.server.base.dir=" + folder.toAbsolutePath(),
                        "-jar",
                        home.resolve("jboss-modules.jar").toAbsolutePath().toString(),
                        "-mp",
                        home.resolve("modules").toAbsolutePath().toString(),
                        "org.jboss.as.cli",
                        "--file="
                                + Path.of("server-config/wildfly/database/better-auth-database.cli")
                                        .toAbsolutePath()));
    }
}
