package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * A front end's server calls for all of its users at once, from its one address, with sessions that
 * are in no cache yet. Better Auth takes 50 ms for each answer.
 */
@BetterAuthApp(
        issuer = BetterAuthApp.Issuer.BEHIND_PROXY,
        settings = "better-auth.session.read-timeout=PT30S")
class FrontEndServerIT {

    private static final String SESSIONS = "/api/auth/get-session";

    @ArquillianResource private Api api;
    @ArquillianResource private FaultProxy network;
    @ArquillianResource private BetterAuthServer betterAuth;

    @Test
    void isAnsweredForFiveHundredUsers() throws Exception {
        betterAuth.sql(
                "INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt)"
                        + " WITH RECURSIVE n(i) AS"
                        + " (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)"
                        + " SELECT 'crowd' || i, printf('crowd%027d', i),"
                        + " (SELECT id FROM user WHERE email = 'ada@example.com'),"
                        + " '2099-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z',"
                        + " '2026-01-01T00:00:00.000Z' FROM n");

        assertThat(callAtOnce(500, "crowd%027d"::formatted)).isEqualTo(500);
    }

    @Test
    void isAnsweredForAHundredRequestsOfOneUser() throws Exception {
        String session = betterAuth.signIn("lin");

        assertThat(callAtOnce(100, i -> session)).isOne();
    }

    /** Calls and expects the status 200 of each; returns how often Better Auth was asked. */
    private int callAtOnce(int times, IntFunction<String> session) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        network.answer(
                SESSIONS,
                (request, out) -> {
                    asked.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(50);
                    out.write(network.pass(request));
                });
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                String token = session.apply(i);
                requests.add(() -> api.unrecorded().getAs(token, "/api/me"));
            }
            for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
            network.heal();
        }
        return asked.get();
    }
}
