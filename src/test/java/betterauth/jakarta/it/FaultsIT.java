package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_API_KEY;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.RefusalCode.RATE_LIMITED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Better Auth that misbehaves: each fault ends in "could not decide", never in yes or no. */
@BetterAuthApp(
        issuer = BetterAuthApp.Issuer.FAULTY,
        settings = {
            "better-auth.session.read-timeout=PT1S",
            "better-auth.session.max-calls=2000",
            "better-auth.api-key.enabled=true"
        })
class FaultsIT {

    private static final AtomicInteger TOKENS = new AtomicInteger();
    private static final String SESSION =
            "{\"session\":{\"id\":\"s1\",\"token\":\""
                    + FaultyServer.PRESENTED
                    + "\",\"expiresAt\":\"2099-01-01T00:00:00.000Z\"},"
                    + "\"user\":{\"id\":\"u1\",\"email\":\"stand@example.com\"}}";

    @ArquillianResource private FaultyServer betterAuth;

    @ArquillianResource private Api api;

    @BeforeEach
    void connect() {
        betterAuth.json(SESSION);
    }

    @Test
    void acceptsAStandInThatBehaves() {
        assertThat(Api.json(call()).getString("email")).isEqualTo("stand@example.com");
    }

    @Test
    void sendsOneCredentialAndTheCallersAddress() {
        String token = newToken();
        api.get(
                "/api/me",
                "Authorization",
                "Bearer " + token,
                "Cookie",
                "better-auth.session_token=x",
                "X-Forwarded-For",
                "203.0.113.9, 203.0.113.10");

        String request = betterAuth.latestRequest();
        assertThat(request)
                .startsWith("GET /api/auth/get-session?disableRefresh=true HTTP/1.1\r\n");
        assertThat(request).contains("Bearer " + token);
        assertThat(request.toLowerCase(Locale.ROOT))
                .contains("x-forwarded-for: 127.0.0.1\r\n")
                .doesNotContain("cookie:", "x-api-key:", "203.0.113");
    }

    @Test
    void refusesOnNullOnly() {
        betterAuth.json("null");
        assertRefused(call(), 401, INVALID_SESSION);
        betterAuth.json(" null\n");
        assertRefused(call(), 401, INVALID_SESSION);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 307, 400, 401, 403, 404, 405, 500, 502, 503, 504})
    void cannotDecideByAStatus(int status) {
        betterAuth.answer(status, "Location: " + betterAuth.url() + "/elsewhere\r\n", "");

        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "[]",
                "7",
                "\"null\"",
                "nul",
                "nullnull",
                "<html>null</html>",
                "{\"session\":{}",
                "{\"session\":null,\"user\":null}",
                "{\"session\":{},\"user\":{}}",
                "{\"session\":{\"id\":\"s\",\"token\":\"t\",\"expiresAt\":\"soon\"},\"user\":{\"id\":\"u\"}}",
                "{\"session\":{\"id\":\"s\",\"token\":\"t\",\"expiresAt\":\"2099-01-01T00:00:00Z\"},\"user\":{}}",
                "{\"session\":{\"id\":\"s\",\"token\":\"t\",\"expiresAt\":\"2099-01-01T00:00:00Z\"},"
                        + "\"user\":{\"id\":\"u\",\"id\":\"v\"}}"
            })
    void cannotDecideByABodyItCannotRead(String body) {
        betterAuth.json(body);

        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void cannotDecideByAPageInPlaceOfAnAnswer() {
        betterAuth.answer(200, "Content-Type: text/html\r\n", "<html>Sign in</html>");

        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void cannotDecideByAHugeAnswer() {
        betterAuth.json(SESSION.replace("stand@", "x".repeat(300_000) + "@"));

        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void cannotDecideByACompressedBomb() {
        betterAuth.answer(
                (request, out) -> {
                    ByteArrayOutputStream bomb = bomb(FaultyServer.presented(request, SESSION));
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                            + "Content-Encoding: gzip\r\nContent-Length: "
                                            + bomb.size()
                                            + "\r\n\r\n")
                                    .getBytes(ISO_8859_1));
                    out.write(bomb.toByteArray());
                });

        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    /** A good answer with 64 MiB of blanks behind it. */
    private static ByteArrayOutputStream bomb(String answer) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write(answer.getBytes(ISO_8859_1));
            byte[] blanks = " ".repeat(1 << 20).getBytes(ISO_8859_1);
            for (int i = 0; i < 64; i++) {
                out.write(blanks);
            }
        }
        return bomb;
    }

    @Test
    void cannotDecideByTheAnswerToAnotherQuestion() {
        betterAuth.json(SESSION.replace(FaultyServer.PRESENTED, "x".repeat(32)));

        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void cannotDecideByATruncatedAnswer() {
        betterAuth.answer(
                (request, out) ->
                        out.write(
                                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                                + "Content-Length: 5000\r\n\r\n"
                                                + FaultyServer.presented(request, SESSION))
                                        .getBytes(ISO_8859_1)));

        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void cannotDecideByWhatIsNoHttp() {
        betterAuth.answer((request, out) -> out.write("null\r\n\r\n".getBytes(ISO_8859_1)));
        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
        betterAuth.answer((request, out) -> {});
        assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void cannotDecideWithoutAnAnswerInTime() {
        betterAuth.hang();

        assertRefused(callInARace(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void cannotDecideByAnAnswerThatTrickles() {
        betterAuth.answer(
                (request, out) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"
                                    .getBytes(ISO_8859_1));
                    for (int i = 0; i < 100; i++) {
                        out.write(' ');
                        out.flush();
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                });

        assertRefused(callInARace(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void refusesASessionThatHasEnded() {
        betterAuth.json(SESSION.replace("2099", "2019"));

        assertRefused(call(), 401, INVALID_SESSION);
    }

    @Test
    void keepsNoFailure() {
        String token = newToken();
        betterAuth.answer(500, "", "");
        assertRefused(api.getAs(token, "/api/me"), 503, AUTH_SERVER_UNAVAILABLE);
        betterAuth.json(SESSION);

        assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void asksForAnInventedSessionNoOftenerThanEveryFiveSeconds() {
        betterAuth.json("null");
        String token = newToken();
        int before = betterAuth.requests();

        for (int i = 0; i < 100; i++) {
            assertRefused(api.getAs(token, "/api/me"), 401, INVALID_SESSION);
        }

        assertThat(betterAuth.requests() - before).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"401, 401", "403, 401"})
    void refusesAnApiKeyThatBetterAuthRefuses(int answered, int status) {
        betterAuth.answer(
                answered, "Content-Type: application/json\r\n", "{\"code\":\"INVALID_API_KEY\"}");
        assertRefused(callWithKey(), status, INVALID_API_KEY);
        betterAuth.answer(answered, "Content-Type: text/html\r\n", "<html>");
        assertRefused(callWithKey(), 503, AUTH_SERVER_UNAVAILABLE);
    }

    @Test
    void tellsAnApiKeysOwnLimit() {
        betterAuth.answer(
                429,
                "Content-Type: application/json\r\n",
                "{\"code\":\"RATE_LIMITED\",\"details\":{\"tryAgainIn\":86399000}}");

        HttpResponse<String> response = callWithKey();

        assertRefused(response, 429, RATE_LIMITED);
        assertThat(response.headers().firstValue("Retry-After")).contains("86399");
    }

    @Test
    void holdsBackAfterTooManyRequestsAndTellsForHowLong() {
        betterAuth.answer(
                429,
                "Content-Type: application/json\r\nx-retry-after: 2\r\n",
                "{\"message\":\"Too many requests. Please try again later.\"}");
        HttpResponse<String> first = call();
        assertRefused(first, 503, AUTH_SERVER_UNAVAILABLE);
        assertThat(first.headers().firstValue("Retry-After")).contains("2");
        betterAuth.json(SESSION);
        int before = betterAuth.requests();

        for (int i = 0; i < 20; i++) {
            assertRefused(call(), 503, AUTH_SERVER_UNAVAILABLE);
        }
        assertThat(betterAuth.requests()).isEqualTo(before);
        Sessions.pause(Duration.ofMillis(2100));
        assertThat(call().statusCode()).isEqualTo(200);
    }

    @Test
    void makesOneCallForFiveHundredRequestsForOneColdSession() throws Exception {
        String token = newToken();
        betterAuth.answer(
                (request, out) -> {
                    TimeUnit.MILLISECONDS.sleep(300);
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                            + SESSION.length()
                                            + "\r\n\r\n"
                                            + FaultyServer.presented(request, SESSION))
                                    .getBytes(ISO_8859_1));
                });
        int before = betterAuth.requests();
        ExecutorService threads = Executors.newFixedThreadPool(500);
        try {
            List<Callable<Integer>> requests = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                requests.add(() -> api.getAs(token, "/api/me").statusCode());
            }
            for (Future<Integer> status : threads.invokeAll(requests)) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(betterAuth.requests() - before).isEqualTo(1);
    }

    private HttpResponse<String> call() {
        return api.getAs(newToken(), "/api/me");
    }

    /** Which of two equal time-outs comes first shows in the answer's detail. */
    private HttpResponse<String> callInARace() {
        return api.unrecorded().getAs(newToken(), "/api/me");
    }

    private HttpResponse<String> callWithKey() {
        return api.get("/api/me", "x-api-key", newToken());
    }

    /** A session token that nobody presented before. */
    private static String newToken() {
        return "token%027d".formatted(TOKENS.incrementAndGet());
    }
}
