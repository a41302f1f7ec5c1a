package betterauth.jakarta.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes down every HTTP answer that the tests of a server get, once per test and without what
 * differs from run to run: {@code ServersAnswerAlike} compares what the servers have said.
 */
public final class AnswersOfTests implements BeforeEachCallback {

    /** The folder with a file for each server. */
    static final Path FOLDER = Path.of("target", "answers");

    /** What stands between a test's name and an answer that it got. */
    static final String SEPARATOR = " >> ";

    private static final List<String> HEADERS =
            List.of(
                    "access-control-allow-credentials",
                    "access-control-allow-headers",
                    "access-control-allow-methods",
                    "access-control-allow-origin",
                    "access-control-expose-headers",
                    "access-control-max-age",
                    "cache-control",
                    "content-security-policy",
                    "content-type",
                    "location",
                    "referrer-policy",
                    "retry-after",
                    "set-cookie",
                    "vary",
                    "www-authenticate",
                    "x-content-type-options");

    private static final Set<String> WRITTEN = new HashSet<>();
    private static volatile String test = "";

    @Override
    public void beforeEach(ExtensionContext context) {
        test =
                context.getRequiredTestClass().getSimpleName()
                        + "."
                        + context.getRequiredTestMethod().getName()
                        + " "
                        + context.getDisplayName();
    }

    /** Writes an answer down, unless it was before. */
    static synchronized void record(HttpResponse<String> response) {
        String line =
                test
                        + SEPARATOR
                        + response.request().method()
                        + " "
                        + response.uri().getRawPath()
                        + " "
                        + response.statusCode()
                        + headers(response.headers())
                        + " "
                        + response.body();
        write(withoutWhatDiffers(line));
    }

    private static String headers(HttpHeaders headers) {
        StringBuilder text = new StringBuilder();
        for (String name : HEADERS) {
            headers.allValues(name)
                    .forEach(value -> text.append(" | ").append(name).append(": ").append(value));
        }
        return text.append(" |").toString();
    }

    /** Ports, times, random names, counters, and how a server writes a media type. */
    private static String withoutWhatDiffers(String line) {
        return line.replaceAll("localhost:\\d+", "localhost:PORT")
                .replaceAll("\\b[A-Za-z0-9]{32}\\b", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("retry-after: \\d+", "retry-after: N")
                .replaceAll("(?<=\"(size|hits|misses|loads|failures)\":)\\d+", "N")
                .replaceAll("(?i); ?charset=\"?utf-8\"?", ";charset=utf-8")
                .replaceAll("\\s+", " ");
    }

    private static void write(String line) {
        if (!WRITTEN.add(line)) {
            return;
        }
        try {
            Path file = Files.createDirectories(FOLDER).resolve(server() + ".txt");
            if (WRITTEN.size() == 1) {
                Files.deleteIfExists(file);
            }
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String server() {
        return System.getProperty("server", "unknown");
    }
}
