package betterauth.jakarta.introspection.http;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@link Introspection} where no server brings MicroProfile Rest Client. */
final class JerseyIntrospection implements Introspection {

    private final Client client;
    private final URI base;

    JerseyIntrospection(URI base, Duration timeout) {
        this.base = base;
        client =
                ClientBuilder.newBuilder()
                        .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .property("jersey.config.client.followRedirects", false)
                        .build();
    }

    @Override
    public Response introspect(@Nullable String authorization, String forwardedFor, String form) {
        Invocation.Builder request =
                client.target(base)
                        .path("oauth2/introspect")
                        .request(MediaType.APPLICATION_JSON)
                        .header("X-Forwarded-For", forwardedFor);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.post(Entity.entity(form, MediaType.APPLICATION_FORM_URLENCODED_TYPE));
    }

    @Override
    public void close() {
        client.close();
    }
}
