package betterauth.jakarta.rest;

import betterauth.jakarta.observe.FailureCause;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes calls and reads their answers, bounded in time and size. Safe for use by many threads. */
public final class AnswerReader {

    private static final Duration LONGEST_RETRY = Duration.ofHours(24);

    private final int maximumBytes;
    private final Duration readTimeout;

    /**
     * Prepares reading.
     *
     * @param maximumBytes the longest body
     * @param readTimeout time for the whole body
     */
    public AnswerReader(int maximumBytes, Duration readTimeout) {
        this.maximumBytes = maximumBytes;
        this.readTimeout = readTimeout;
    }

    /**
     * Makes a call and reads the whole answer.
     *
     * @throws IOException if there is no answer, or it is too long, cut off or does not end in
     *     time; the message says which and repeats nothing that was sent
     */
    public RestAnswer call(Supplier<Response> call) throws IOException {
        try (Response response = call.get()) {
            return new RestAnswer(response.getStatus(), body(response), retryAfter(response));
        } catch (WebApplicationException answered) {
            // Some clients throw for a status although their default mapper is off.
            Response response = answered.getResponse();
            return new RestAnswer(response.getStatus(), "", retryAfter(response));
        } catch (ProcessingException failed) {
            throw new IOException("Better Auth is unavailable: " + FailureCause.of(failed), failed);
        }
    }

    /** Each read has its own timeout; an answer that trickles is cut off here. */
    private String body(Response response) throws IOException {
        long deadline = System.nanoTime() + readTimeout.toNanos();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (InputStream stream = response.readEntity(InputStream.class)) {
            for (int n = read(stream, buffer); n >= 0; n = read(stream, buffer)) {
                received.write(buffer, 0, n);
                if (received.size() > maximumBytes) {
                    throw new IOException(
                            "Better Auth answered more than " + maximumBytes + " bytes");
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

    private static @Nullable Duration retryAfter(Response response) {
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
