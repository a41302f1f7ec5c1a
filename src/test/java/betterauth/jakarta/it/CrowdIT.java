package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/** Five hundred callers whose sessions Better Auth does not answer for, and the others. */
@BetterAuthApp(
        issuer = BetterAuthApp.Issuer.BEHIND_PROXY,
        settings = {"better-auth.session.cache-ttl=PT5M", "better-auth.session.read-timeout=PT60S"})
class CrowdIT {

    private static final String SESSIONS = "/api/auth/get-session";
    private static final int CALLERS = 500;

    /** As many as calls may be under way, by default. */
    private static final int WAITING = 64;

    @ArquillianResource private Api api;
    @ArquillianResource private FaultProxy network;
    @ArquillianResource private BetterAuthServer betterAuth;

    @Test
    void letsAFewOfManySessionsWaitAndServesTheOthers() throws Exception {
        assertThat(crowd("first%027d"::formatted)).isEqualTo(WAITING);
    }

    @Test
    void letsAFewOfOneSessionsRequestsWaitAndServesTheOthers() throws Exception {
        assertThat(crowd(i -> "oneandthesamesessionofallofthem0")).isEqualTo(1);
    }

    /**
     * Sends a crowd, waits until all but those who may wait are refused, and serves others.
     *
     * @return how many calls were under way
     */
    private int crowd(IntFunction<String> sessions) throws Exception {
        Api api = this.api.unrecorded();
        String token = betterAuth.token("ada");
        String session = betterAuth.signIn("lin");
        assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
        assertThat(api.getAs(session, "/api/me").statusCode()).isEqualTo(200);
        AtomicInteger underWay = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        network.answer(
                SESSIONS,
                (request, out) -> {
                    underWay.incrementAndGet();
                    release.await();
                    FaultProxy.write(out, "500 Internal Server Error", "application/json", "{}");
                });
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            CompletionService<HttpResponse<String>> answers =
                    new ExecutorCompletionService<>(threads);
            for (int i = 0; i < CALLERS; i++) {
                String credential = sessions.apply(i);
                answers.submit(() -> api.getAs(credential, "/api/me"));
            }
            for (int i = 0; i < CALLERS - WAITING; i++) {
                assertRefused(answers.take().get(), 503, AUTH_SERVER_UNAVAILABLE);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
                assertThat(api.getAs(session, "/api/me").statusCode()).isEqualTo(200);
                assertThat(api.get("/api/public/ping").statusCode()).isEqualTo(200);
            }
            assertThat(answers.poll()).as("Nobody who may wait has been answered").isNull();
            int atOnce = underWay.get();
            release.countDown();
            for (int i = 0; i < WAITING; i++) {
                assertRefused(answers.take().get(), 503, AUTH_SERVER_UNAVAILABLE);
            }
            return atOnce;
        } finally {
            release.countDown();
            threads.shutdownNow();
            network.heal();
            assertThat(api.getAs(betterAuth.signIn("lin"), "/api/me").statusCode()).isEqualTo(200);
        }
    }
}
