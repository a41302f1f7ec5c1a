package betterauth.jakarta.keys;

import betterauth.jakarta.config.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a key from the class path or the file system (MicroProfile JWT 2.1, section 9.2.3). */
public final class KeyFile {

    private static final String CLASSPATH = "classpath:";
    private static final int MAXIMUM_BYTES = 64 * 1024;

    private KeyFile() {}

    /**
     * Reads the text of a key.
     *
     * @param setting the key of the setting that holds {@code location}
     * @throws SettingsException if nothing readable is there
     */
    public static String read(String setting, String location) {
        try (InputStream stream = open(location)) {
            if (stream == null) {
                throw new SettingsException(setting + " must name what exists: " + location);
            }
            byte[] bytes = stream.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new SettingsException(
                        setting + " must name at most " + MAXIMUM_BYTES + " bytes: " + location);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new SettingsException(setting + " must be readable: " + location);
        }
    }

    private static @Nullable InputStream open(String location) throws IOException {
        if (location.startsWith("file:")) {
            return Files.newInputStream(Path.of(URI.create(location)));
        }
        String name =
                location.startsWith(CLASSPATH) ? location.substring(CLASSPATH.length()) : location;
        InputStream resource =
                Thread.currentThread()
                        .getContextClassLoader()
                        .getResourceAsStream(name.startsWith("/") ? name.substring(1) : name);
        if (resource != null || location.startsWith(CLASSPATH)) {
            return resource;
        }
        try {
            Path file = Path.of(location);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        } catch (InvalidPathException notAFile) {
            return null;
        }
    }
}
