package betterauth.jakarta.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sends signed events (Standard Webhooks 1.0.0), as the hook in Better Auth's configuration does.
 */
final class EventSender {

    static final String SECRET = "test-kit-events-secret-0123456789abc";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> receivers = new CopyOnWriteArrayList<>();
    private final Clock clock;

    EventSender(Clock clock) {
        this.clock = clock;
    }

    void addReceiver(URI url) {
        receivers.add(url);
    }

    /**
     * Tells each receiver, and returns once they have answered.
     *
     * @throws IllegalStateException if one does not take the event
     */
    void send(String name, String id) {
        for (URI receiver : receivers) {
            int status = post(receiver, JsonText.of(Map.of(name, id)));
            if (status != 204) {
                throw new IllegalStateException(receiver + " answered an event with " + status);
            }
        }
    }

    private int post(URI receiver, String body) {
        String id = RandomText.id();
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        byte[] signature = Hmac.sign(SECRET, id + "." + timestamp + "." + body);
        HttpRequest request =
                HttpRequest.newBuilder(receiver)
                        .header("webhook-id", id)
                        .header("webhook-timestamp", timestamp)
                        .header(
                                "webhook-signature",
                                "v1," + Base64.getEncoder().encodeToString(signature))
                        .POST(BodyPublishers.ofString(body, UTF_8))
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
