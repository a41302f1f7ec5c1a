package betterauth.jakarta.it;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.CannotRunException;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Starts the WAR and Better Auth for one cell after the other. */
final class MatrixServers implements AutoCloseable {

    private static final Path TARGET = Path.of("target", "matrix");
    private static final Path TLS_STORE = TARGET.resolve("tls.p12").toAbsolutePath();
    private static final String TLS_PASSWORD = "changeit";

    private final int port = ServerProcess.freePort();
    private final int betterAuthPort = ServerProcess.freePort();
    private final int tlsPort = ServerProcess.freePort();
    private Map<String, String> settings = Map.of();
    private @Nullable ServerProcess war;
    private @Nullable MatrixCell cell;
    private String opened = "";
    private String served = "";

    /** The cell of a configuration and a release. Closes the one before. */
    MatrixCell cell(MatrixConfiguration configuration, String version, Path release) {
        String key = configuration + " " + version;
        if (!opened.equals(key)) {
            closeCell();
            opened = key;
            startWar(configuration);
            cell = open(configuration, version, release);
        }
        if (cell == null) {
            throw new CannotRunException(key + " was not started");
        }
        return cell;
    }

    @Override
    public void close() {
        closeCell();
        if (war != null) {
            war.close();
        }
    }

    private void closeCell() {
        if (cell != null) {
            cell.close();
            cell = null;
        }
    }

    private MatrixCell open(MatrixConfiguration configuration, String version, Path release) {
        Path database = TARGET.resolve(configuration + "-" + version + ".db").toAbsolutePath();
        try {
            Files.deleteIfExists(database);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String origin = withPorts(configuration.publicUrl());
        Map<String, String> environment = new TreeMap<>();
        environment.put("PORT", String.valueOf(betterAuthPort));
        environment.put("BETTER_AUTH_URL", origin);
        environment.put("BETTER_AUTH_SECRET", MatrixConfiguration.SECRET);
        environment.put("CONFIGURATION", configuration.name());
        environment.put("DATABASE_FILE", database.toString());
        if (isTls(configuration)) {
            environment.put("TLS_PORT", String.valueOf(tlsPort));
            environment.put("TLS_STORE", TLS_STORE.toString());
            environment.put("TLS_PASSWORD", TLS_PASSWORD);
        }
        URI betterAuth = URI.create("http://localhost:" + betterAuthPort);
        return new MatrixCell(
                URI.create("http://localhost:" + port),
                betterAuth,
                configuration,
                origin,
                () -> {
                    ServerProcess process =
                            ServerProcess.start(
                                    "Better Auth",
                                    release,
                                    environment,
                                    Path.of("target", "matrix.log"),
                                    List.of("node", "server.mjs"));
                    process.awaitAnswer(
                            betterAuth.resolve(configuration.basePath() + "/ok"),
                            Duration.ofSeconds(30),
                            () -> {});
                    return process;
                });
    }

    private void startWar(MatrixConfiguration configuration) {
        Map<String, String> wanted = new TreeMap<>();
        configuration.settings().forEach((name, value) -> wanted.put(name, withPorts(value)));
        wanted.put("BETTER_AUTH_SESSION_CACHE_TTL", "PT0.001S");
        wanted.put("BETTER_AUTH_JWKS_MIN_REFETCH_INTERVAL", "PT0.01S");
        if (!wanted.containsKey("BETTER_AUTH_SECRETS")) {
            wanted.put("BETTER_AUTH_SECRET", MatrixConfiguration.SECRET);
        }
        if (isTls(configuration)) {
            createTlsStore();
            wanted.put(
                    "JAVA_TOOL_OPTIONS",
                    "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                            .formatted(TLS_STORE, TLS_PASSWORD));
        }
        // Serial ids give each release's key the same one, which the WAR would know already. After
        // a rate limit it makes no calls for the address for a while.
        boolean isPrejudiced =
                served.equals("rate-limit")
                        || (served.equals("serial-ids") && configuration.name().equals(served));
        served = configuration.name();
        if (wanted.equals(settings) && !isPrejudiced) {
            return;
        }
        if (war != null) {
            war.close();
        }
        settings = wanted;
        war =
                AppServer.ofBuild()
                        .start(
                                Path.of("target", "matrix-server"),
                                Path.of("target", "better-auth-jakarta.war"),
                                port,
                                wanted,
                                Path.of("target", "matrix-server.log"));
        war.awaitAnswer(
                URI.create("http://localhost:" + port + "/api/public/ping"),
                Duration.ofMinutes(2),
                () -> {});
    }

    private String withPorts(String text) {
        return text.replace("{port}", String.valueOf(betterAuthPort))
                .replace("{tls-port}", String.valueOf(tlsPort));
    }

    private static boolean isTls(MatrixConfiguration configuration) {
        return configuration.publicUrl().contains("{tls-port}");
    }

    /**
     * A certificate for localhost with its key: Better Auth's identity, and whom the WAR trusts.
     */
    private static void createTlsStore() {
        if (Files.exists(TLS_STORE)) {
            return;
        }
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command =
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "better-auth",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        TLS_PASSWORD,
                        "-keystore",
                        TLS_STORE.toString());
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new CannotRunException("keytool failed");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }
}
