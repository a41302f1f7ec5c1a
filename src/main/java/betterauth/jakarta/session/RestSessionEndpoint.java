package betterauth.jakarta.session;

import betterauth.jakarta.config.Settings;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** Asks by the server's MicroProfile Rest Client: no redirects, bounded in time and size. */
public final class RestSessionEndpoint implements SessionEndpoint, AutoCloseable {

    static final int MOST_BYTES = 256 * 1024;

    private static final Duration LONGEST_RETRY = Duration.ofHours(24);

    private final GetSession client;
    private final Duration readTimeout;

    public RestSessionEndpoint(Settings settings) {
        this.readTimeout = settings.session().readTimeout();
        this.client =
                RestClientBuilder.newBuilder()
                        .baseUri(URI.create(settings.url() + settings.basePath()))
                        .connectTimeout(
                                settings.session().connectTimeout().toMillis(),
                                TimeUnit.MILLISECONDS)
                        .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
                        .followRedirects(false)
                        .property("microprofile.rest.client.disable.default.mapper", true)
                        .build(GetSession.class);
    }

    @Override
    public Answer ask(SessionCredential credential, String callerAddress) throws IOException {
        try (Response response = send(credential, callerAddress)) {
            return new Answer(response.getStatus(), body(response), retryAfter(response));
        } catch (WebApplicationException answered) {
            // Some clients throw for a status although their default mapper is off.
            return new Answer(
                    answered.getResponse().getStatus(), "", retryAfter(answered.getResponse()));
        } catch (ProcessingException failed) {
            throw new IOException("Better Auth did not answer", failed);
        }
    }

    /** Ends the client, and its connections with it. */
    @Override
    public void close() {
        client.close();
    }

    private Response send(SessionCredential credential, String callerAddress) {
        if (credential instanceof SessionCredential.SessionCookie cookie) {
            String value = URLEncoder.encode(cookie.token().spelling(), StandardCharsets.UTF_8);
            return client.get(true, callerAddress, cookie.name() + "=" + value, null, null);
        }
        if (credential instanceof SessionCredential.BearerSession bearer) {
            return client.get(
                    true, callerAddress, null, "Bearer " + bearer.token().spelling(), null);
        }
        return client.get(true, callerAddress, null, null, credential.spelling());
    }

    /** Each read has its own time-out; one that goes on and on is cut off here. */
    private String body(Response response) throws IOException {
        long deadline = System.nanoTime() + readTimeout.toNanos();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (InputStream stream = response.readEntity(InputStream.class)) {
            for (int n = read(stream, buffer); n >= 0; n = read(stream, buffer)) {
                received.write(buffer, 0, n);
                if (received.size() > MOST_BYTES) {
                    throw new IOException(
                            "Better Auth answered more than " + MOST_BYTES + " bytes");
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
            throw new IOException("Better Auth's answer broke off");
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
        Duration told = Duration.ofSeconds(Long.parseLong(seconds));
        return told.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : told;
    }
}
