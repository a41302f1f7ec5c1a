package betterauth.jakarta.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A domain of Payara Server, started with {@code server-config/payara-server/preboot.asadmin}.
 *
 * @param home the distribution
 * @param managementPort where it takes {@code asadmin} commands
 */
public record PayaraServer(Path home, int managementPort) implements AppServer {

    /** The server waits for the end of its input: somebody might write a master password there. */
    private static final List<String> WITHOUT_INPUT =
            List.of("sh", "-c", "exec \"$0\" \"$@\" < /dev/null");

    private static final String LISTENER =
            "set configs.config.server-config.network-config.network-listeners.network-listener.";

    @Override
    public String title() {
        return "Payara Server";
    }

    @Override
    public Launch install(Path folder, Path war, int port, Map<String, String> environment)
            throws IOException {
        Launch launch = domain(folder, port, AppServer.isDatabaseRead(environment));
        Path autodeploy = Files.createDirectories(folder.resolve("domain/autodeploy"));
        Files.copy(war, autodeploy.resolve(war.getFileName()));
        return launch;
    }

    private Launch domain(Path folder, int port, boolean isDatabaseRead) throws IOException {
        Path domain = folder.resolve("domain");
        AppServer.copy(home.resolve("glassfish/domains/domain1"), domain);
        withoutMessaging(domain.resolve("config/domain.xml"));
        Path commands = folder.resolve("preboot.asadmin");
        Files.writeString(commands, commands(port));
        List<String> more = new ArrayList<>();
        if (isDatabaseRead) {
            Files.copy(AppServer.driver(), domain.resolve("lib/postgresql.jar"));
            more.addAll(
                    List.of(
                            "--postbootcommandfile",
                            Path.of("server-config/payara-server/database/postboot.asadmin")
                                    .toAbsolutePath()
                                    .toString()));
        }
        return new Launch(commandLine(folder, commands, more), Map.of());
    }

    /** Starts a domain without the WAR, for somebody else to deploy it. */
    public ServerProcess startEmpty(Path folder, int port, Path log) {
        return start(folder, log, Map.of(), domain -> domain(domain, port, false));
    }

    private String commands(int port) throws IOException {
        return Files.readString(Path.of("server-config", "payara-server", "preboot.asadmin"))
                + LISTENER
                + "http-listener-1.port="
                + port
                + "\n"
                + LISTENER
                + "admin-listener.port="
                + managementPort
                + "\n";
    }

    /** As {@code asadmin set ...jms-service.type=DISABLED} would, which needs a running domain. */
    private static void withoutMessaging(Path domainXml) throws IOException {
        String config = "<config name=\"server-config\">";
        Files.writeString(
                domainXml,
                Files.readString(domainXml)
                        .replace(config, config + "<jms-service type=\"DISABLED\"/>"));
    }

    /** What {@code asadmin} would start, so that it can be started as a child and ended. */
    private List<String> commandLine(Path folder, Path commands, List<String> more)
            throws IOException {
        List<String> start =
                new ArrayList<>(
                        List.of(
                                AppServer.java(),
                                "-jar",
                                home.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                                "start-domain",
                                "--dry-run",
                                "--domaindir",
                                folder.toAbsolutePath().toString(),
                                "--prebootcommandfile",
                                commands.toAbsolutePath().toString()));
        start.addAll(more);
        start.add("domain");
        Process process =
                new ProcessBuilder(start).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> command = new ArrayList<>(WITHOUT_INPUT);
        // A heading, an argument a line, an empty line.
        process.inputReader()
                .lines()
                .skip(1)
                .takeWhile(argument -> !argument.isEmpty())
                .forEach(command::add);
        return command;
    }
}
