package betterauth.jakarta.session.http;

import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;
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

/**
 * Calls {@code get-session} by the server's MicroProfile Rest Client: no redirects, bounded in time
 * and size.
 */
public final class HttpSessionSource implements SessionSource, AutoCloseable {

    static final int MAXIMUM_BYTES = 256 * 1024;

    private static final String SECURE = "__Secure-";
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final int MAXIMUM_CAUSES = 8;
    private static final Duration LONGEST_RETRY = Duration.ofHours(24);

    private final GetSession client;
    private final SessionSettings settings;
    private final Duration readTimeout;

    public HttpSessionSource(Settings settings) {
        this.settings = settings.session();
        this.readTimeout = settings.session().readTimeout();
        RestClientBuilder builder = RestClientBuilder.newBuilder();
        RestEasy.isolate(builder);
        this.client =
                builder.baseUri(URI.create(settings.url() + settings.basePath()))
                        .connectTimeout(
                                settings.session().connectTimeout().toMillis(),
                                TimeUnit.MILLISECONDS)
                        .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
                        .followRedirects(false)
                        .property("microprofile.rest.client.disable.default.mapper", true)
                        // RESTEasy has 50 connections otherwise; other clients have no bound.
                        .property("resteasy.connectionPoolSize", this.settings.maxCalls())
                        .build(GetSession.class);
    }

    @Override
    public SessionAnswer find(SessionQuery query) {
        GetSessionAnswer answer;
        try {
            answer = call(query);
        } catch (IOException failed) {
            return new SessionAnswer.Unavailable(
                    String.valueOf(failed.getMessage()), AFTER_FAILURE);
        } catch (RuntimeException failed) {
            return new SessionAnswer.Unavailable(
                    "The REST client failed: " + cause(failed), AFTER_FAILURE);
        }
        return answer.read(query.kind());
    }

    private GetSessionAnswer call(SessionQuery query) throws IOException {
        try (Response response = send(query)) {
            return new GetSessionAnswer(response.getStatus(), body(response), retryAfter(response));
        } catch (WebApplicationException answered) {
            // Some clients throw for a status although their default mapper is off.
            return new GetSessionAnswer(
                    answered.getResponse().getStatus(), "", retryAfter(answered.getResponse()));
        } catch (ProcessingException failed) {
            throw new IOException("Better Auth is unavailable: " + cause(failed), failed);
        }
    }

    /** What failed, by the types of the exceptions: their messages may repeat what was sent. */
    private static String cause(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; i < MAXIMUM_CAUSES && root.getCause() != null; i++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    /** Ends the client, and its connections with it. */
    @Override
    public void close() {
        client.close();
    }

    private Response send(SessionQuery query) {
        String address = query.callerAddress();
        return switch (query.kind()) {
            case COOKIE -> client.get(true, address, cookie(query), null, null);
            case BEARER -> client.get(true, address, null, "Bearer " + encoded(query), null);
            case API_KEY -> client.get(true, address, null, null, query.token());
        };
    }

    /** Better Auth 1.4 takes a signed bearer token in this form only, as all do with cookies. */
    private static String encoded(SessionQuery query) {
        return URLEncoder.encode(query.signedToken(), StandardCharsets.UTF_8);
    }

    /**
     * The session cookie. A Better Auth with a database is asked for what that says: by its own
     * {@code session_data} cookie it would go on to accept a session that has been revoked.
     */
    private String cookie(SessionQuery query) {
        String pair = query.cookieName() + "=" + encoded(query);
        if (!settings.stateless() || query.sessionData() == null) {
            return pair;
        }
        String prefix = String.valueOf(query.cookieName()).startsWith(SECURE) ? SECURE : "";
        return pair + "; " + prefix + settings.dataCookieName() + "=" + query.sessionData();
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
