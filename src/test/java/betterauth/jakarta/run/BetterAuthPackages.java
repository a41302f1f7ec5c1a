package betterauth.jakarta.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Better Auth and its packages, installed by npm below the build folder. */
public final class BetterAuthPackages {

    private static final int LEAST_NODE = 20;
    private static final Path SOURCE = Path.of("src", "better-auth");
    private static final Path MATRIX = Path.of("src", "matrix");
    private static final Path TARGET = Path.of("target", "better-auth");
    private static final Path STAMP = Path.of("node_modules", ".installed-lock.json");

    private BetterAuthPackages() {}

    /**
     * Installs what {@code package-lock.json} lists, unless that was done before.
     *
     * @return the folder to run the server program in
     * @throws CannotRunException if Node or npm is missing, too old or fails
     */
    public static Path install() {
        return install(SOURCE, TARGET);
    }

    /** Likewise for the client of the Model Context Protocol, which has packages of its own. */
    public static Path installMcpClient() {
        return install(Path.of("src", "mcp"), Path.of("target", "mcp"));
    }

    private static synchronized Path install(Path source, Path target) {
        requireNode();
        try {
            copyProgram(source, target);
            Path lock = target.resolve("package-lock.json");
            Path stamp = target.resolve(STAMP);
            if (Files.exists(stamp) && Files.mismatch(stamp, lock) < 0) {
                return target;
            }
            run(target, "npm packages cannot be installed", npm(), "ci", "--no-audit", "--no-fund");
            Files.copy(lock, stamp, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Installs another release with the program of {@code src/matrix}, unless that was done before.
     *
     * @param release the first two numbers of a release, or {@code latest}
     * @return the folder to run the program in
     */
    public static Path installRelease(String release, Path folder) {
        requireNode();
        try {
            Files.createDirectories(folder);
            for (Path file :
                    List.of(
                            MATRIX.resolve("server.mjs"),
                            MATRIX.resolve("configurations.mjs"),
                            SOURCE.resolve("database.mjs"))) {
                Files.copy(
                        file,
                        folder.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Path list = folder.resolve("package.json");
            String packages = packagesOf(release);
            if (Files.exists(list) && Files.readString(list).equals(packages)) {
                return folder;
            }
            Files.writeString(list, packages);
            try {
                run(
                        folder,
                        "npm packages cannot be installed",
                        npm(),
                        "install",
                        // The plugins' peers are exact, and other than Better Auth's own.
                        "--legacy-peer-deps",
                        "--no-audit",
                        "--no-fund",
                        "--no-package-lock");
            } catch (CannotRunException failed) {
                Files.delete(list);
                throw failed;
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Better Auth 1.4 has API keys in its core, and later releases have a peer that npm leaves out.
     */
    private static String packagesOf(String release) {
        boolean isLatest = release.equals("latest");
        String range = isLatest ? release : "~" + release + ".0";
        String plugins = isLatest ? release : ">=" + release + ".1 <" + release + ".1000";
        String more =
                release.equals("1.4")
                        ? ""
                        : "\"@better-auth/api-key\": \"%s\", \"@opentelemetry/api\": \"^1.9.0\","
                                .formatted(plugins);
        return """
        {"private": true, "type": "module",
         "dependencies": {
          "better-auth": "%s", "@better-auth/oauth-provider": "%s", %s
          "node-sqlite3-wasm": "^0.8.35"}}
        """
                .formatted(range, plugins, more);
    }

    private static void copyProgram(Path source, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        target.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void requireNode() {
        String needed = "Node " + LEAST_NODE + " or newer is required";
        String version =
                run(Path.of("."), needed + ", and there is none on the path", "node", "-v");
        String major = version.strip().replaceFirst("^v(\\d+).*$", "$1");
        if (!major.matches("\\d+") || Integer.parseInt(major) < LEAST_NODE) {
            throw new CannotRunException(needed + ": this is " + version.strip());
        }
    }

    private static String npm() {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        return windows ? "npm.cmd" : "npm";
    }

    private static String run(Path directory, String failure, String... command) {
        try {
            Process process =
                    new ProcessBuilder(List.of(command))
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new CannotRunException(failure + ": " + text.strip());
                }
                return text;
            }
        } catch (IOException failed) {
            throw new CannotRunException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }
}
