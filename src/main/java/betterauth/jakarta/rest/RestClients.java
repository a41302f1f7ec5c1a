package betterauth.jakarta.rest;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Makes the server's MicroProfile Rest Clients: no redirects, bounded in time. */
public final class RestClients {

    private RestClients() {}

    /**
     * Makes a client, which must be closed.
     *
     * @param readTimeout time for each read: {@link AnswerReader} bounds that of the whole answer
     * @param maxCalls calls that are made at once
     */
    public static <T> T create(
            Class<T> type, URI base, Duration connectTimeout, Duration readTimeout, int maxCalls) {
        RestClientBuilder builder = RestClientBuilder.newBuilder();
        RestEasy.isolate(builder);
        return builder.baseUri(base)
                .connectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property("microprofile.rest.client.disable.default.mapper", true)
                // RESTEasy has 50 connections otherwise; other clients have no bound.
                .property("resteasy.connectionPoolSize", maxCalls)
                .build(type);
    }
}
