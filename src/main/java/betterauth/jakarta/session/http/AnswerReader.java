package betterauth.jakarta.session.http;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the answers of {@code get-session}, bounded in time and size. */
final class AnswerReader {

    static final int MAXIMUM_BYTES = 256 * 1024;

    private static final Duration LONGEST_RETRY = Duration.ofHours(24);

    private final Duration readTimeout;

    AnswerReader(Duration readTimeout) {
        this.readTimeout = readTimeout;
    }

    /**
     * Reads the whole answer.
     *
     * @throws IOException if it is too long, cut off or does not end in time
     */
    GetSessionAnswer read(Response response) throws IOException {
        return new GetSessionAnswer(response.getStatus(), body(response), retryAfter(response));
    }

    /** Each read has its own timeout; an answer that trickles is cut off here. */
    private String body(Response response) throws IOException {
        long deadline = System.nanoTime() + readTimeout.toNanos();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (InputStream stream = response.readEntity(InputStream.class)) {
            for (int n = read(stream, buffer); n >= 0; n = read(stream, buffer)) {
                received.write(buffer, 0, n);
                if (received.size() > MAXIMUM_BYTES) {
                    throw new IOException(
                            "Better Auth answered more than " + MAXIMUM_BYTES + " bytes");
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            "Better Auth did not finish its answer in " + readTimeout);
                }
            }
        } catch (IllegalStateException noEntity) {
            return "";
        }
        // Some clients take an answer that breaks off for one that ends.
        if (response.getLength() > received.size()) {
            throw new IOException("Better Auth's answer was cut off");
        }
        return received.toString(StandardCharsets.UTF_8);
    }

    private static int read(@Nullable InputStream stream, byte[] buffer) throws IOException {
        return stream == null ? -1 : stream.read(buffer);
    }

    static @Nullable Duration retryAfter(Response response) {
        String seconds = response.getHeaderString("x-retry-after");
        if (seconds == null) {
            seconds = response.getHeaderString("Retry-After");
        }
        if (seconds == null || !seconds.matches("\\d{1,9}")) {
            return null;
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(seconds));
        return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
    }
}
