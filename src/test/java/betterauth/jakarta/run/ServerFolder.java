package betterauth.jakarta.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder for a database that is started for tests, where any user of the system can work. */
record ServerFolder(Path path) {

    static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    static ServerFolder create(String prefix) {
        try {
            return new ServerFolder(Files.createTempDirectory(prefix));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The program of this name, in any of these folders or in those of their folders. */
    static Optional<Path> program(String name, String... folders) {
        return Stream.of(folders)
                .map(Path::of)
                .flatMap(ServerFolder::withChildren)
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> withChildren(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return Stream.concat(
                    Stream.of(folder), children.map(each -> each.resolve("bin")).toList().stream());
        } catch (IOException unreadable) {
            return Stream.of(folder);
        }
    }

    /** Runs a program to its end. */
    static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new CannotRunException(command.get(0) + " failed: " + text.strip());
                }
            }
        } catch (IOException failed) {
            throw new CannotRunException(command.get(0) + " failed: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }

    void delete() {
        try {
            Files.walkFileTree(
                    path,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path folder, @Nullable IOException failed) throws IOException {
                            Files.delete(folder);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
