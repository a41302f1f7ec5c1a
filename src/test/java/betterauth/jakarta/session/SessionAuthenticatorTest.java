package betterauth.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.cache.Changes;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.credential.SessionCredential.ApiKey;
import betterauth.jakarta.credential.SessionCredential.BearerSession;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Refused;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.testkit.SessionSignature;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionAuthenticatorTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ANOTHERS_TOKEN = "{\"token\":\"another\"}";
    private static final String ANOTHERS =
            "{\"id\":\"s1\",\"token\":\"another\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}";
    private static final String OTHER = "another-secret-0123456789abcdef0123";
    private static final String TOKEN = "c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI";
    private static final String ADDRESS = "192.0.2.1";
    private static final SessionCredential BEARER =
            new BearerSession(new SessionToken(TOKEN, null));

    private final MutableClock clock = new MutableClock();
    private final Deque<Object> answers = new ArrayDeque<>();
    private Duration late = Duration.ZERO;
    private final List<SessionQuery> queries = new ArrayList<>();
    private Runnable duringCall = () -> {};
    private int calls;

    @Test
    void asksOnceInTheCacheTime() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(found(clock.instant().plusSeconds(3600).toString()));
        answers.add(found(clock.instant().plusSeconds(3600).toString()));

        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        clock.advance(Duration.ofSeconds(29));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        assertThat(calls).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void cachesAnAnswerFromWhenItWasAskedFor() {
        Deque<Runnable> underWay = new ArrayDeque<>();
        SessionAuthenticator sessions =
                sessions(Map.of("better-auth.session.read-timeout", "PT0.001S"), underWay::add);
        answers.add(found("2099-01-01T00:00:00Z"));
        late = Duration.ofSeconds(29);
        ask(sessions, BEARER);

        underWay.remove().run();

        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);
    }

    @Test
    void keepsNoSessionPastItsExpiry() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(found(clock.instant().plusSeconds(10).toString()));
        answers.add(new Absent());
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);

        clock.advance(Duration.ofSeconds(10));

        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
    }

    @Test
    void cannotDecideByTheAnswerToAnotherQuestion() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(found("2099-01-01T00:00:00Z"));
        SessionToken another = new SessionToken("x".repeat(32), null);

        assertThat(ask(sessions, new BearerSession(another))).isInstanceOf(Unavailable.class);
        answers.add(found("2099-01-01T00:00:00Z"));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
    }

    @Test
    void cachesARejectionForFiveSeconds() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(new Absent());
        answers.add(found("2099-01-01T00:00:00Z"));

        assertThat(ask(sessions, BEARER))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_SESSION,
                                "The session is unknown or has ended"));
        clock.advance(Duration.ofMillis(4999));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
    }

    @Test
    void evictsNoSessionForAFloodOfInventedTokens() {
        SessionAuthenticator sessions = sessions(Map.of("better-auth.session.cache-size", "10"));
        answers.add(found("2099-01-01T00:00:00Z"));
        ask(sessions, BEARER);

        for (int i = 0; i < 1000; i++) {
            answers.add(new Absent());
            ask(sessions, new BearerSession(new SessionToken("invented%024d".formatted(i), null)));
        }

        int before = calls;
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        assertThat(calls).isEqualTo(before);
    }

    @Test
    void keepsNoFailure() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(new SessionAnswer.Unavailable("down", Duration.ofSeconds(7)));
        answers.add(found("2099-01-01T00:00:00Z"));

        assertThat(ask(sessions, BEARER))
                .isEqualTo(
                        new Unavailable(
                                "The authentication server is unavailable", Duration.ofSeconds(7)));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        assertThat(sessions.caches().get(0).statistics().failures()).isEqualTo(1);
    }

    @Test
    void cannotDecideWithoutAnAnswer() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(new IllegalStateException("a fault"));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);
    }

    @Test
    void givesThePermitBackAfterAFaultOfTheSource() {
        SessionAuthenticator sessions = sessions(Map.of("better-auth.session.max-calls", "1"));
        answers.add(new NoClassDefFoundError("a fault"));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);

        answers.add(found("2099-01-01T00:00:00Z"));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
    }

    @Test
    void givesThePermitBackWhereNoThreadCanBeCreated() {
        Deque<Throwable> failures = new ArrayDeque<>();
        SessionAuthenticator sessions =
                sessions(
                        Map.of("better-auth.session.max-calls", "1"),
                        task -> {
                            if (failures.isEmpty()) {
                                task.run();
                            } else if (failures.remove() instanceof Error error) {
                                throw error;
                            } else {
                                throw new IllegalStateException("stopped");
                            }
                        });
        failures.add(new OutOfMemoryError("unable to create native thread"));
        failures.add(new IllegalStateException());
        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);
        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);

        answers.add(found("2099-01-01T00:00:00Z"));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
    }

    @Test
    void asksAgainWhereTheSessionWasRevokedWhileTheAnswerWasUnderWay() {
        SessionAuthenticator[] sessions = new SessionAuthenticator[1];
        sessions[0] =
                sessions(
                        Map.of(),
                        task -> {
                            task.run();
                            if (calls == 1) {
                                sessions[0].revoke("s1");
                                clock.advance(Duration.ofMillis(1));
                            }
                        });
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(new Absent());

        assertThat(ask(sessions[0], BEARER)).isInstanceOf(Rejected.class);
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void cannotDecideBeyondTheCallsUnderWay() {
        SessionAuthenticator sessions =
                sessions(
                        Map.of(),
                        task -> {
                            throw new RejectedExecutionException("full");
                        });

        for (int i = 0; i < 100; i++) {
            assertThat(ask(sessions, BEARER))
                    .isEqualTo(
                            new Unavailable(
                                    "The authentication server is unavailable",
                                    Duration.ofSeconds(1)));
        }
    }

    @Test
    void queuesTheCallsOfOneAddressAndGivesAnotherItsTurn() {
        Deque<Runnable> underWay = new ArrayDeque<>();
        SessionAuthenticator sessions =
                sessions(
                        Map.of(
                                "better-auth.session.max-calls", "1",
                                "better-auth.session.read-timeout", "PT0.001S"),
                        underWay::add);
        for (int i = 0; i < 5; i++) {
            sessions.authenticate(
                    new BearerSession(new SessionToken("invented%024d".formatted(i), null)),
                    "2001:db8::" + i);
        }
        sessions.authenticate(BEARER, "192.0.2.2");
        assertThat(underWay).hasSize(1);

        answers.add(new Absent());
        answers.add(new Absent());
        answers.add(found("2099-01-01T00:00:00Z"));
        for (int i = 0; i < 4; i++) {
            answers.add(new Absent());
        }
        underWay.remove().run();

        assertThat(sessions.authenticate(BEARER, "192.0.2.2")).isInstanceOf(Verified.class);
        assertThat(calls).isEqualTo(6);
    }

    @Test
    void holdsBackTheCallsThatAnAddressHasQueued() {
        Deque<Runnable> underWay = new ArrayDeque<>();
        SessionAuthenticator sessions =
                sessions(
                        Map.of(
                                "better-auth.session.max-calls", "1",
                                "better-auth.session.read-timeout", "PT0.001S"),
                        underWay::add);
        for (int i = 0; i < 5; i++) {
            sessions.authenticate(
                    new BearerSession(new SessionToken("invented%024d".formatted(i), null)),
                    ADDRESS);
        }
        answers.add(new SessionAnswer.Unavailable(null, Duration.ofSeconds(10), true));

        underWay.remove().run();

        assertThat(calls).isOne();
    }

    /** Its requests wait in threads of the server, which others need, too. */
    @Test
    void leavesPlacesToOtherAddresses() throws Exception {
        Deque<Runnable> underWay = new ConcurrentLinkedDeque<>();
        SessionAuthenticator sessions =
                sessions(Map.of("better-auth.session.max-calls", "1"), underWay::add);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletionService<Authentication> flood = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < 30; i++) {
                SessionToken token = new SessionToken("invented%024d".formatted(i), null);
                flood.submit(() -> sessions.authenticate(new BearerSession(token), ADDRESS));
            }
            for (int i = 0; i < 30 - 8; i++) {
                assertThat(flood.take().get()).isInstanceOf(Unavailable.class);
            }
            Future<Authentication> other =
                    threads.submit(() -> sessions.authenticate(BEARER, "192.0.2.2"));
            while (sessions.caches().get(0).statistics().loads() < 9) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 9; i++) {
                // For the others, it is the session of another.
                answers.add(found("2099-01-01T00:00:00Z"));
            }
            underWay.remove().run();

            assertThat(other.get()).isInstanceOf(Verified.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsCookiesOfAStatelessBetterAuthApartByTheirData() {
        SessionAuthenticator sessions = sessions(Map.of("better-auth.session.stateless", "true"));
        answers.add(new Absent());
        answers.add(found("2099-01-01T00:00:00Z"));

        assertThat(ask(sessions, new SessionCookie("s", signed(), "old")))
                .isInstanceOf(Rejected.class);
        assertThat(ask(sessions, new SessionCookie("s", signed(), "new")))
                .isInstanceOf(Verified.class);
    }

    @Test
    void takesNoFieldOfAUserForTheSessions() {
        answers.add(
                new Found(
                        json("{}"), json("{\"id\":\"u1\",\"exp\":1,\"sid\":\"x\",\"iss\":\"y\"}")));

        Verified verified = (Verified) ask(sessions(Map.of()), BEARER);

        assertThat(verified.caller().getClaimNames()).doesNotContain("exp", "sid");
        assertThat(verified.caller().getIssuer()).isEqualTo("https://auth.example.com");
    }

    @Test
    void holdsBackAnAddressAfterTooManyRequestsAndNoOther() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(new SessionAnswer.Unavailable(null, Duration.ofSeconds(10), true));
        assertThat(ask(sessions, BEARER))
                .isEqualTo(
                        new Unavailable(
                                "The authentication server is unavailable",
                                Duration.ofSeconds(10)));

        clock.advance(Duration.ofSeconds(9));
        assertThat(ask(sessions, BEARER))
                .isEqualTo(
                        new Unavailable(
                                "The authentication server is unavailable", Duration.ofSeconds(1)));
        assertThat(calls).isEqualTo(1);
        answers.add(found("2099-01-01T00:00:00Z"));
        assertThat(sessions.authenticate(BEARER, "192.0.2.2")).isInstanceOf(Verified.class);
    }

    @Test
    void rejectsAnApiKeyByItsOwnLimitAndHoldsNobodyBack() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(new Refused(Duration.ofSeconds(5)));

        assertThat(ask(sessions, new ApiKey("key")))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.RATE_LIMITED,
                                "The API key's own rate limit is exceeded",
                                Duration.ofSeconds(5)));
        answers.add(found("2099-01-01T00:00:00Z"));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
    }

    @Test
    void rejectsAnApiKeyThatTheSourceRefuses() {
        answers.add(new Refused(null));

        assertThat(ask(sessions(Map.of()), new ApiKey("key")))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_API_KEY,
                                "The API key is unknown or has expired"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":7}",
                "{\"token\":7}",
                "{\"expiresAt\":true}",
                "{\"id\":\"s1\",\"token\":\"c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI\",\"expiresAt\":\"soon\"}",
                "{\"token\":\"c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI\",\"expiresAt\":7.5}"
            })
    void cannotDecideByASessionWithAMemberOfAnotherType(String session) {
        answers.add(new Found(json(session), json("{\"id\":\"u1\"}")));

        assertThat(ask(sessions(Map.of()), BEARER)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"name\":\"\"}", "{\"id\":\"\"}"})
    void cannotDecideByAUserWithoutAnId(String user) {
        answers.add(new Found(json("{}"), json(user)));

        assertThat(ask(sessions(Map.of()), BEARER)).isInstanceOf(Unavailable.class);
    }

    /** As a customSession plugin may answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":null,\"token\":null,\"expiresAt\":null}",
                "{\"id\":\"s1\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}",
                "{\"id\":\"s1\",\"token\":\"c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI\"}",
                "{\"token\":\"c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI\"}"
            })
    void acceptsASessionThatLacksMembers(String session) {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(new Found(json(session), json("{\"id\":\"u1\",\"role\":\"editor\"}")));

        assertThat(ask(sessions, BEARER))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            assertThat(verified.caller().getName()).isEqualTo("u1");
                            assertThat(verified.caller().getGroups()).containsExactly("editor");
                        });
        clock.advance(Duration.ofSeconds(29));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        assertThat(calls).isOne();
        clock.advance(Duration.ofSeconds(2));
        answers.add(new Absent());
        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
    }

    @Test
    void saysOnceThatSessionsLackMembers() {
        try (LogCapture log = new LogCapture("sessions")) {
            SessionAuthenticator sessions = sessions(Map.of());
            for (int i = 0; i < 3; i++) {
                answers.add(new Found(json("{}"), json("{\"id\":\"u1\"}")));
                assertThat(ask(sessions, new ApiKey("key" + i))).isInstanceOf(Verified.class);
            }

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("session.token", "customSession");
        }
    }

    @Test
    void saysWhatAnAnswerWithoutAUserIdLacks() {
        try (LogCapture log = new LogCapture("sessions")) {
            answers.add(new Found(json("{}"), json("{\"name\":\"Ada\"}")));
            assertThat(ask(sessions(Map.of()), BEARER)).isInstanceOf(Unavailable.class);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("user.id", "customSession")
                    .doesNotContain("Ada", TOKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ANOTHERS, ANOTHERS_TOKEN})
    void cannotDecideByTheSessionOfAnother(String session) {
        answers.add(new Found(json(session), json("{\"id\":\"u1\"}")));

        assertThat(ask(sessions(Map.of()), BEARER)).isInstanceOf(Unavailable.class);
    }

    @Test
    void refusesAnEndedSessionThatLacksOtherMembers() {
        answers.add(
                new Found(
                        json("{\"expiresAt\":\"2001-01-01T00:00:00Z\"}"), json("{\"id\":\"u1\"}")));

        assertThat(ask(sessions(Map.of()), BEARER)).isInstanceOf(Rejected.class);
    }

    /** Better Auth signs by its newest secret, so neither side must change first. */
    @Test
    void verifiesSignaturesByEachOfTheSecrets() {
        for (String secrets :
                List.of("2:" + OTHER + ",1:" + SECRET, "2:" + SECRET + ",1:" + OTHER)) {
            SessionAuthenticator sessions = sessions(Map.of("better-auth.secrets", secrets));
            answers.add(found("2099-01-01T00:00:00Z"));

            assertThat(ask(sessions, new SessionCookie("s", signed(), null)))
                    .isInstanceOf(Verified.class);
        }
        assertThat(
                        ask(
                                sessions(Map.of("better-auth.secrets", "1:" + OTHER)),
                                new SessionCookie("s", signed(), null)))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void asksTheSourceForExactlyWhatWasPresented() {
        SessionAuthenticator sessions = sessions(Map.of());
        for (SessionCredential credential :
                List.of(BEARER, new SessionCookie("s", signed(), "data"), new ApiKey("key"))) {
            answers.add(new Absent());
            ask(sessions, credential);
        }

        assertThat(queries)
                .containsExactly(
                        new SessionQuery(
                                SessionQuery.Kind.BEARER, TOKEN, null, null, null, ADDRESS),
                        new SessionQuery(
                                SessionQuery.Kind.COOKIE,
                                TOKEN,
                                signed().signature(),
                                "s",
                                "data",
                                ADDRESS),
                        new SessionQuery(
                                SessionQuery.Kind.API_KEY, "key", null, null, null, ADDRESS));
        assertThat(queries.toString()).doesNotContain(TOKEN).doesNotContain("key");
    }

    @Test
    void refusesAForgedSignatureWithoutACall() {
        SessionAuthenticator sessions = sessions(Map.of("better-auth.secret", SECRET));
        SessionToken forged = new SessionToken(TOKEN, "A".repeat(43) + "=");

        assertThat(ask(sessions, new SessionCookie("s", forged, null)))
                .isEqualTo(
                        new Rejected(
                                RefusalCode.INVALID_SESSION,
                                "The session token's signature is invalid"));
        assertThat(ask(sessions, new BearerSession(forged))).isInstanceOf(Rejected.class);
        assertThat(calls).isZero();

        answers.add(found("2099-01-01T00:00:00Z"));
        assertThat(ask(sessions, new SessionCookie("s", signed(), null)))
                .isInstanceOf(Verified.class);
    }

    @Test
    void refusesAnUnsignedCookieEvenWithoutTheSecret() {
        assertThat(
                        ask(
                                sessions(Map.of()),
                                new SessionCookie("s", new SessionToken(TOKEN, null), null)))
                .isInstanceOf(Rejected.class);
        assertThat(calls).isZero();
    }

    @Test
    void leavesSignaturesToBetterAuthWithoutTheSecret() {
        SessionToken other = new SessionToken(TOKEN, "A".repeat(43) + "=");
        answers.add(new Absent());

        assertThat(ask(sessions(Map.of()), new SessionCookie("s", other, null)))
                .isInstanceOf(Rejected.class);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void asksAgainForARevokedSession() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(new Absent());
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        sessions.revoke("another");
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);

        sessions.revoke("s1");

        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
    }

    @Test
    void rejectsATokenWithoutTheSignatureThatIsRequired() {
        Map<String, String> required =
                Map.of(
                        "better-auth.session.source", "redis",
                        "better-auth.session.redis.url", "redis://localhost",
                        "better-auth.secret", SECRET,
                        "better-auth.session.require-signature", "true");

        assertThat(ask(sessions(required), BEARER)).isInstanceOf(Rejected.class);
        assertThat(calls).isZero();
    }

    @Test
    void asksAgainForTheSessionsOfARevokedUser() {
        SessionAuthenticator sessions = sessions(Map.of());
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(new Absent());
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        sessions.revokeUser("s1");
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);

        sessions.revokeUser("u1");

        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
    }

    @Test
    void keepsNoAnswerThatWasUnderWayWhenItsUserWasRevoked() {
        Deque<Runnable> underWay = new ArrayDeque<>();
        SessionAuthenticator sessions =
                sessions(Map.of("better-auth.session.read-timeout", "PT0.001S"), underWay::add);
        answers.add(found("2099-01-01T00:00:00Z"));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);

        sessions.revokeUser("u1");
        underWay.remove().run();

        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);
        assertThat(underWay).hasSize(1);
    }

    @Test
    void keepsNoAnswerThatWasUnderWayWhenItsSessionWasRevoked() {
        Deque<Runnable> underWay = new ArrayDeque<>();
        SessionAuthenticator sessions =
                sessions(Map.of("better-auth.session.read-timeout", "PT0.001S"), underWay::add);
        answers.add(found("2099-01-01T00:00:00Z"));
        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);

        sessions.revoke("s1");
        underWay.remove().run();

        assertThat(ask(sessions, BEARER)).isInstanceOf(Unavailable.class);
        assertThat(underWay).hasSize(1);
    }

    @Test
    void warnsOfASecretThatDoesNotVerifyAStoredSession() {
        answers.add(found("2099-01-01T00:00:00Z"));
        Settings read =
                Settings.read(
                        new ConfigValues(
                                key ->
                                        switch (key) {
                                            case "better-auth.url" ->
                                                    Optional.of("https://auth.example.com");
                                            case "better-auth.secret" -> Optional.of(SECRET);
                                            default -> Optional.empty();
                                        }));
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        SessionAuthenticator sessions =
                SessionAuthenticators.create(
                        read,
                        new StoredSource(this::answer),
                        TokenAuthenticator.create(read, identities, clock, Runnable::run)
                                .sessionCacheTokens(),
                        identities,
                        clock,
                        Runnable::run);
        try (LogCapture log = new LogCapture("sessions")) {
            Authentication rejected =
                    ask(
                            sessions,
                            new SessionCookie(
                                    "s", new SessionToken(TOKEN, "A".repeat(43) + "="), null));

            assertThat(rejected).isInstanceOf(Rejected.class);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING Better Auth has a session that was presented");
        }
    }

    /** As when all sessions of a tenant are revoked while an answer is under way. */
    @Test
    void forgetsNoRevocationForManyOthers() {
        SessionAuthenticator sessions = sessions(Map.of());
        for (int i = 0; i < 20_000; i++) {
            sessions.revoke("earlier-" + i);
        }
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(new Absent());
        duringCall =
                () -> {
                    sessions.revoke("s1");
                    for (int i = 0; i < 20_000; i++) {
                        sessions.revoke("other-" + i);
                    }
                };

        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
    }

    @Test
    void asksAgainForASessionThatChangedAtTheSource() {
        ToldChanges changes = new ToldChanges();
        SessionAuthenticator sessions = sessions(Map.of(), Runnable::run, changes);
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(new Absent());
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        changes.tell("another");
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        assertThat(calls).isEqualTo(1);

        changes.tell(TOKEN);
        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        assertThat(calls).isEqualTo(2);
        changes.tell("u1");

        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
    }

    @Test
    void keepsNoAnswerThatWasUnderWayWhenItsSessionChanged() {
        ToldChanges changes = new ToldChanges();
        SessionAuthenticator sessions = sessions(Map.of(), Runnable::run, changes);
        changes.tellDuringNextCall = TOKEN;
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(new Absent());

        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
        assertThat(calls).isEqualTo(2);
    }

    /** Told after the answer was kept, and before its request was let in. */
    @Test
    void doesNotAnswerAgainByWhatWasKeptBeforeTheChange() {
        ToldChanges changes = new ToldChanges();
        changes.isToldOnceKept = true;
        SessionAuthenticator sessions = sessions(Map.of(), Runnable::run, changes);
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(new Absent());

        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void keepsNothingWhileChangesMayGoUntold() {
        ToldChanges changes = new ToldChanges();
        changes.isComplete = false;
        SessionAuthenticator sessions = sessions(Map.of(), Runnable::run, changes);
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(found("2099-01-01T00:00:00Z"));
        answers.add(new Absent());

        assertThat(ask(sessions, BEARER)).isInstanceOf(Verified.class);
        assertThat(ask(sessions, BEARER)).isInstanceOf(Rejected.class);
    }

    @Test
    void hasTheUsersFieldsAsClaims() {
        answers.add(found("2099-01-01T00:00:00Z"));

        Verified verified = (Verified) ask(sessions(Map.of()), BEARER);

        assertThat(verified.caller().<String>getClaim("email")).isEqualTo("ada@example.com");
        assertThat(verified.caller().getGroups()).containsExactly("user", "editor");
        assertThat(verified.caller().getSubject()).isEqualTo("u1");
        assertThat(verified.caller().getIssuer()).isEqualTo("https://auth.example.com");
        assertThat(verified.caller().getRawToken()).isNull();
        assertThat(verified.caller().identity().claims().toString()).doesNotContain(TOKEN);
    }

    private Authentication ask(SessionAuthenticator sessions, SessionCredential credential) {
        return sessions.authenticate(credential, ADDRESS);
    }

    private SessionAuthenticator sessions(Map<String, String> settings) {
        return sessions(settings, Runnable::run);
    }

    private SessionAuthenticator sessions(Map<String, String> settings, Executor executor) {
        return sessions(settings, executor, Changes.NONE);
    }

    private SessionAuthenticator sessions(
            Map<String, String> settings, Executor executor, Changes changes) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "https://auth.example.com");
        Settings read = Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens = TokenAuthenticator.create(read, identities, clock, executor);
        return SessionAuthenticators.create(
                read,
                query -> {
                    SessionAnswer answer = answer(query);
                    if (changes instanceof ToldChanges told) {
                        told.duringCall();
                    }
                    return answer;
                },
                changes,
                tokens.sessionCacheTokens(),
                identities,
                clock,
                executor);
    }

    /** Changes that a test tells of. */
    private static final class ToldChanges implements Changes {

        private final List<String> told = new ArrayList<>();
        private String tellDuringNextCall = "";
        private boolean isComplete = true;
        private boolean isToldOnceKept;

        void tell(String name) {
            told.add(name);
        }

        void duringCall() {
            told.add(tellDuringNextCall);
            tellDuringNextCall = "";
        }

        @Override
        public long now() {
            return told.size();
        }

        @Override
        public BooleanSupplier unchanged(long since, String... names) {
            return () -> {
                boolean isUnchanged =
                        isComplete && told.stream().skip(since).noneMatch(List.of(names)::contains);
                if (isToldOnceKept) {
                    isToldOnceKept = false;
                    tell(names[0]);
                }
                return isUnchanged;
            };
        }
    }

    private SessionAnswer answer(SessionQuery query) {
        calls++;
        queries.add(query);
        Runnable meanwhile = duringCall;
        duringCall = () -> {};
        meanwhile.run();
        clock.advance(late);
        Object next = answers.remove();
        if (next instanceof Error fault) {
            throw fault;
        }
        if (next instanceof RuntimeException fault) {
            throw fault;
        }
        return (SessionAnswer) next;
    }

    private static Found found(String expiresAt) {
        return new Found(
                json(
                        "{\"id\":\"s1\",\"token\":\"%s\",\"expiresAt\":\"%s\"}"
                                .formatted(TOKEN, expiresAt)),
                json("{\"id\":\"u1\",\"email\":\"ada@example.com\",\"role\":\"user,editor\"}"));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static SessionToken signed() {
        return new SessionToken(TOKEN, new SessionSignature(SECRET).of(TOKEN));
    }
}
