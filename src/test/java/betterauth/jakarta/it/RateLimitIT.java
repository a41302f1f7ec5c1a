package betterauth.jakarta.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** Better Auth's own rate limit, which it has on in production. */
@BetterAuthApp(settings = "better-auth.session.max-calls=1000")
class RateLimitIT {

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private URI base;
    @ArquillianResource private Api api;

    @Test
    void neitherLocksOutNorLetsIn() throws Exception {
        Api api = this.api.unrecorded();
        List<String> live = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            live.add(betterAuth.signIn("ada"));
        }
        betterAuth.restart(Map.of("RATE_LIMIT", "true"));

        List<Integer> liveAnswers = new ArrayList<>();
        List<Integer> inventedAnswers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Integer>> requests = new ArrayList<>();
            for (String token : live) {
                requests.add(() -> api.getAs(token, "/api/me").statusCode());
            }
            for (int i = 0; i < 80; i++) {
                String invented = "invented%024d".formatted(i);
                requests.add(() -> api.getAs(invented, "/api/me").statusCode());
            }
            List<Future<Integer>> answers = threads.invokeAll(requests);
            for (int i = 0; i < answers.size(); i++) {
                (i < live.size() ? liveAnswers : inventedAnswers).add(answers.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }

        // Never 401 for who is signed in, never 200 for who is not; the rest could not be decided.
        assertThat(liveAnswers).containsOnly(200, 503);
        assertThat(liveAnswers).contains(503);
        assertThat(inventedAnswers).isSubsetOf(401, 503);
    }

    @Test
    void takesNothingFromOthersWhenOneAddressFloods() throws IOException {
        betterAuth.restart(Map.of("RATE_LIMIT", "false"));
        String session = betterAuth.signIn("ada");
        betterAuth.restart(Map.of("RATE_LIMIT", "true"));
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            String status = callFrom("127.0.0.2", "flooding%024d".formatted(i));
            refused += status.equals("503") ? 1 : 0;
        }
        assertThat(refused).isPositive();

        assertThat(callFrom("127.0.0.3", session)).isEqualTo("200");
    }

    /** Calls with a session token from another address of loopback and returns the status. */
    private String callFrom(String address, String token) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", base.getPort()));
            String request =
                    "GET /api/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + token
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return answer.substring(9, 12);
        }
    }
}
