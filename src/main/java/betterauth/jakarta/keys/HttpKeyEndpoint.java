package betterauth.jakarta.keys;

import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.observe.FailureCause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A key set behind HTTP: no redirects, at most 64 KiB, one bound on the time of the whole answer.
 */
final class HttpKeyEndpoint implements KeyEndpoint {

    static final int MAXIMUM_BYTES = 64 * 1024;

    private final HttpRequest request;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final Executor executor;

    /**
     * Prepares an exchange; makes none yet.
     *
     * @param executor runs the exchange
     */
    HttpKeyEndpoint(URI url, KeySettings settings, Executor executor) {
        this.executor = executor;
        this.connectTimeout = settings.connectTimeout();
        this.request =
                HttpRequest.newBuilder(url)
                        .header("Accept", "application/jwk-set+json, application/json, */*;q=0.1")
                        .build();
        this.timeout = settings.readTimeout();
    }

    @Override
    public String fetch() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange =
                client().sendAsync(request, head -> new BoundedBody(MAXIMUM_BYTES));
        try {
            HttpResponse<String> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() == 404) {
                throw new AbsentException("Key endpoint answered with status 404");
            }
            if (response.statusCode() != 200) {
                throw new IOException("Key endpoint answered with status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException late) {
            // Closes the connection, also under an answer that trickles on.
            exchange.cancel(true);
            throw new IOException("Key endpoint did not answer within " + timeout, late);
        } catch (InterruptedException undeployed) {
            exchange.cancel(true);
            throw undeployed;
        } catch (ExecutionException failed) {
            String cause =
                    FailureCause.known(failed).orElseGet(() -> String.valueOf(failed.getCause()));
            throw new IOException("Key endpoint failed: " + cause, failed);
        }
    }

    /**
     * One for each exchange, since exchanges are rare and a client that is kept keeps a thread,
     * which would outlive the application: before Java 21 no client can be closed.
     */
    private HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .build();
    }
}
