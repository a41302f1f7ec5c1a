package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * Keys rotate and caches are emptied under the load of 64 threads; nobody gets a wrong answer, and
 * the heap does not grow. Run by name, since it takes ten minutes (between four and fourteen, so
 * that tokens live): {@code mvn verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false
 * -Dit.test=Soak}.
 */
@BetterAuthApp(
        settings = {
            "better-auth.jwks.refresh-interval=PT1S",
            "better-auth.jwks.min-refetch-interval=PT0.1S",
            "better-auth.session.cache-ttl=PT1S"
        })
class Soak {

    private static final int THREADS = 64;
    private static final Duration DURATION =
            Duration.parse(System.getProperty("soak.duration", "PT10M"));
    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(2);

    /** So that fewer keys come together than may be published. */
    private static final int CHANGES_OF_A_KEY = 30;

    /** Of the heap in use after garbage collection, at the end and once warm. */
    private static final double MOST_GROWTH = 1.25;

    @ArquillianResource private BetterAuthServer betterAuth;
    @ArquillianResource private Api api;

    private final List<Credential> credentials = new CopyOnWriteArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final LongAdder answered = new LongAdder();
    private final LongAdder undecided = new LongAdder();

    /** A credential and the address of whom it stands for, or none for a forged one. */
    private record Credential(String bearer, String email) {}

    @Test
    void givesNoWrongAnswerAndLeaksNothing() throws Exception {
        for (String user : List.of("ada", "grace", "lin")) {
            addCredentials(user);
        }
        String admin = betterAuth.signIn("grace");
        Api api = this.api.unrecorded();
        Instant end = Instant.now().plus(DURATION);
        List<Long> heap = new ArrayList<>();
        int changes = 0;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (ServerJvm server = ServerJvm.find().orElseThrow()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                callers.add(threads.submit(() -> callUntil(end)));
            }
            for (; Instant.now().isBefore(end); changes++) {
                Sessions.pause(BETWEEN_CHANGES);
                api.send("DELETE", "/api/admin/caches", "", "Authorization", "Bearer " + admin);
                if (changes % CHANGES_OF_A_KEY == 0) {
                    // Its tokens stay good: an expired key is published for days.
                    betterAuth.sql("update jwks set expiresAt = ?", Instant.now().toString());
                    credentials.set(0, new Credential(betterAuth.token("ada"), "ada@example.com"));
                    heap.add(server.heapAfterCollection());
                }
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            heap.add(server.heapAfterCollection());
        } finally {
            threads.shutdownNow();
        }
        System.err.printf(
                "%d answers, %d undecided, %d changes, heap after collection in MiB %s%n",
                answered.sum(),
                undecided.sum(),
                changes,
                heap.stream().map(bytes -> bytes >> 20).toList());
        assertThat(wrong).isEmpty();
        assertThat(undecided.sum()).isLessThan(answered.sum() / 20);
        long warm = heap.get(Math.min(2, heap.size() - 1));
        assertThat(heap.get(heap.size() - 1)).isLessThan((long) (warm * MOST_GROWTH));
    }

    private void addCredentials(String user) {
        String token = betterAuth.token(user);
        String session = betterAuth.signIn(user);
        String email = user + "@example.com";
        credentials.add(new Credential(token, email));
        credentials.add(new Credential(session, email));
        char other = token.charAt(token.length() - 10) == 'A' ? 'B' : 'A';
        credentials.add(
                new Credential(
                        token.substring(0, token.length() - 10)
                                + other
                                + token.substring(token.length() - 9),
                        ""));
        credentials.add(new Credential(session.substring(1) + "0", ""));
    }

    private void callUntil(Instant end) {
        Api api = this.api.unrecorded();
        while (Instant.now().isBefore(end)) {
            Credential credential =
                    credentials.get(ThreadLocalRandom.current().nextInt(credentials.size()));
            HttpResponse<String> answer = api.getAs(credential.bearer(), "/api/me");
            answered.increment();
            if (answer.statusCode() == 503) {
                undecided.increment();
            } else if (!isRight(credential, answer)) {
                wrong.add(answer.statusCode() + " for " + credential.email());
            }
        }
    }

    private static boolean isRight(Credential credential, HttpResponse<String> answer) {
        if (credential.email().isEmpty()) {
            return answer.statusCode() == 401;
        }
        JsonObject body = Api.json(answer);
        return answer.statusCode() == 200 && body.getString("email", "").equals(credential.email());
    }
}
