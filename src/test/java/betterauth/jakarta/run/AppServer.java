package betterauth.jakarta.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server that can run the WAR, set up from its folder in {@code server-config} as its admin would
 * set it up. An instance keeps all that it writes below a folder of its own.
 */
public interface AppServer {

    /** The name that people know, such as {@code Open Liberty}. */
    String title();

    /**
     * Puts an instance of the server into a folder.
     *
     * @param folder where there is none yet
     * @param environment the WAR's settings, which some of the server's hang on
     * @return how to start it
     */
    Launch install(Path folder, Path war, int port, Map<String, String> environment)
            throws IOException;

    /** Whether sessions are read from Better Auth's database by these settings. */
    static boolean isDatabaseRead(Map<String, String> environment) {
        return "database".equals(environment.get("BETTER_AUTH_SESSION_SOURCE"));
    }

    /** The driver of PostgreSQL, by which these tests read the database. */
    static Path driver() {
        try {
            return Path.of(
                    PGSimpleDataSource.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A command line and what it adds to the environment. */
    record Launch(List<String> command, Map<String, String> environment) {}

    /**
     * The server that this build is for, by the system properties {@code server} and {@code
     * server.home}.
     */
    static AppServer ofBuild() {
        return named(
                System.getProperty("server", "payara-micro"),
                Path.of(System.getProperty("server.home", "")));
    }

    /**
     * The server of a Maven profile.
     *
     * @param name {@code payara-micro}, {@code payara-server}, {@code wildfly} or {@code
     *     openliberty}
     * @param home where the distribution is; Payara Micro has none
     */
    static AppServer named(String name, Path home) {
        return switch (name) {
            case "payara-micro" -> new PayaraMicro();
            case "payara-server" -> new PayaraServer(home, ServerProcess.freePort());
            case "wildfly" -> new WildFly(home);
            case "openliberty" -> new OpenLiberty(home);
            default -> throw new CannotRunException("There is no server of this name: " + name);
        };
    }

    /**
     * Starts a new instance with the WAR at the root of {@code port}.
     *
     * @param folder is emptied first
     * @param environment the WAR's settings
     * @param log receives what the server prints
     */
    default ServerProcess start(
            Path folder, Path war, int port, Map<String, String> environment, Path log) {
        return start(folder, log, environment, empty -> install(empty, war, port, environment));
    }

    /** Starts what {@code installation} puts into the folder, which is emptied first. */
    default ServerProcess start(
            Path folder, Path log, Map<String, String> environment, Installation installation) {
        try {
            delete(folder);
            Files.createDirectories(folder);
            Launch launch = installation.install(folder);
            Map<String, String> all = new LinkedHashMap<>(environment);
            all.put("JAVA_HOME", System.getProperty("java.home"));
            all.putAll(launch.environment());
            return ServerProcess.start(title(), Path.of("."), all, log, launch.command());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Puts an instance into an empty folder. */
    interface Installation {
        Launch install(Path folder) throws IOException;
    }

    /** The Java program that runs this one. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Copies a folder and what is in it into another, over what is there. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
