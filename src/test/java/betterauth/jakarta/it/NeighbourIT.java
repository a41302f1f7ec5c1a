package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTH_SERVER_UNAVAILABLE;
import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.Json;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Better Auth behind a network that fails: what hangs on it could not be decided, all else
 * goes on, and nothing has to be restarted when it is well again.
 */
@BetterAuthApp(
        issuer = BetterAuthApp.Issuer.BEHIND_PROXY,
        settings = {
            "better-auth.jwks.refresh-interval=PT0.5S",
            "better-auth.jwks.min-refetch-interval=PT0.1S",
            "better-auth.jwks.connect-timeout=PT1S",
            "better-auth.jwks.read-timeout=PT1S",
            "better-auth.session.cache-ttl=PT1S",
            "better-auth.session.read-timeout=PT1S"
        })
class NeighbourIT {

    private static final String KEYS = "/api/auth/jwks";
    private static final String SESSIONS = "/api/auth/get-session";

    @ArquillianResource private FaultProxy network;
    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @BeforeEach
    void connect() {
        // Which of two equal time-outs comes first shows in an answer's detail.
        api = api.unrecorded();
    }

    @AfterEach
    void heal() {
        network.heal();
    }

    @ParameterizedTest
    @EnumSource
    void cannotDecideAboutTokensWithoutAKey(FaultProxy.Fault fault) {
        String token = betterAuth.token("ada");
        String session = betterAuth.signIn("lin");
        forgetEverything();
        network.spoil(KEYS, fault);

        assertUnavailable(api.getAs(token, "/api/me"));
        assertThat(api.getAs(session, "/api/me").statusCode()).isEqualTo(200);
        assertThat(api.get("/api/public/ping").statusCode()).isEqualTo(200);

        network.heal();
        awaitStatus(token, 200);
    }

    @ParameterizedTest
    @EnumSource
    void servesTokensByTheKeysItHas(FaultProxy.Fault fault) {
        String known = betterAuth.token("ada");
        String unknown = betterAuth.token("lin");
        awaitStatus(known, 200);
        network.spoil(KEYS, fault);
        Sessions.pause(Duration.ofSeconds(1));

        assertThat(api.getAs(known, "/api/me").statusCode()).isEqualTo(200);
        assertThat(api.getAs(unknown, "/api/me").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void cannotDecideAboutSessions(FaultProxy.Fault fault) {
        String token = betterAuth.token("ada");
        awaitStatus(token, 200);
        String session = betterAuth.signIn("lin");
        network.spoil(SESSIONS, fault);

        assertUnavailable(api.getAs(session, "/api/me"));
        assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);

        network.heal();
        awaitStatus(session, 200);
    }

    @Test
    void waitsForAnAnswerThatIsSlowButInTime() {
        String session = betterAuth.signIn("lin");
        network.answer(
                SESSIONS,
                (request, out) -> {
                    Sessions.pause(Duration.ofMillis(300));
                    out.write(network.pass(request));
                });

        assertThat(api.getAs(session, "/api/me").statusCode()).isEqualTo(200);
    }

    /** Another key by the same name. */
    @Test
    void refusesTokensWhenTheirKeyIsExchanged() throws JoseException {
        String token = betterAuth.token("ada");
        awaitStatus(token, 200);
        PublicJsonWebKey other = OkpJwkGenerator.generateJwk("Ed25519");
        other.setKeyId(keyId(token));
        String others = new JsonWebKeySet(other).toJson(OutputControlLevel.PUBLIC_ONLY);
        network.answer(
                KEYS,
                (request, out) -> FaultProxy.write(out, "200 OK", "application/json", others));

        assertRefused(awaitStatus(token, 401), 401, INVALID_TOKEN);
        assertThat(api.getAs(betterAuth.signIn("lin"), "/api/me").statusCode()).isEqualTo(200);

        network.heal();
        awaitStatus(token, 200);
    }

    @Test
    void servesThroughAKeyEndpointThatFlaps() {
        String token = betterAuth.token("ada");
        awaitStatus(token, 200);
        AtomicInteger fetches = new AtomicInteger();
        network.answer(
                KEYS,
                (request, out) -> {
                    if (fetches.incrementAndGet() % 2 == 0) {
                        out.write(network.pass(request));
                    } else {
                        FaultProxy.Fault.SERVER_ERROR.spoil(new byte[0], out);
                    }
                });

        for (int i = 0; i < 500 && fetches.get() < 8; i++) {
            assertThat(api.getAs(token, "/api/me").statusCode()).isEqualTo(200);
            Sessions.pause(Duration.ofMillis(20));
        }
        assertThat(fetches.get()).isGreaterThanOrEqualTo(8);
    }

    /** In seconds, how far Better Auth's clock is ahead of ours. */
    @ParameterizedTest
    @ValueSource(ints = {20, -20, -300})
    void allowsForAClockThatIsAlmostRight(int ahead) {
        HttpResponse<String> answer = answerToATokenMadeAt(ahead);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"300, INVALID_TOKEN", "-3600, TOKEN_EXPIRED"})
    void refusesTokensOfAClockThatIsWrong(int ahead, RefusalCode code) {
        assertRefused(answerToATokenMadeAt(ahead), 401, code);
    }

    /** Sessions, which have no clock in them, are valid all the while. */
    private HttpResponse<String> answerToATokenMadeAt(int ahead) {
        betterAuth.restart(Map.of("NODE_OPTIONS", "--import " + clock(ahead)));
        try {
            assertThat(api.getAs(betterAuth.signIn("ada"), "/api/me").statusCode()).isEqualTo(200);
            return api.getAs(betterAuth.token("ada"), "/api/me");
        } finally {
            betterAuth.restart(Map.of("NODE_OPTIONS", ""));
        }
    }

    /** A module that shifts the clock of the program it is loaded into. */
    private static String clock(int ahead) {
        String module =
                """
                const now = Date.now;
                Date.now = () => now() + %d;
                const construct = (type, values) =>
                    values.length > 0 ? new type(...values) : new type(Date.now());
                globalThis.Date = new Proxy(Date, { construct });
                """
                        .formatted(ahead * 1000);
        return "data:text/javascript;base64,"
                + Base64.getEncoder().encodeToString(module.getBytes(UTF_8));
    }

    private static String keyId(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return Json.createReader(new ByteArrayInputStream(header)).readObject().getString("kid");
    }

    private void forgetEverything() {
        assertThat(
                        api.send(
                                        "DELETE",
                                        "/api/admin/caches",
                                        "",
                                        "Authorization",
                                        "Bearer " + betterAuth.signIn("grace"))
                                .statusCode())
                .isEqualTo(204);
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertRefused(response, 503, AUTH_SERVER_UNAVAILABLE);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    /** Asks until the status is there, at most ten seconds. */
    private HttpResponse<String> awaitStatus(String credential, int status) {
        HttpResponse<String> response = api.getAs(credential, "/api/me");
        for (int i = 0; i < 100 && response.statusCode() != status; i++) {
            Sessions.pause(Duration.ofMillis(100));
            response = api.getAs(credential, "/api/me");
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response;
    }
}
