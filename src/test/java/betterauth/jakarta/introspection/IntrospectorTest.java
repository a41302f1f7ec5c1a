package betterauth.jakarta.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.IntrospectionSettings;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.introspection.IntrospectionAnswer.Failed;
import betterauth.jakarta.introspection.IntrospectionAnswer.Received;
import betterauth.jakarta.introspection.Outcome.Active;
import betterauth.jakarta.introspection.Outcome.Inactive;
import betterauth.jakarta.introspection.Outcome.Unavailable;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectorTest {

    private static final String TOKEN = "oat_abc";
    private static final String ADDRESS = "192.0.2.1";
    private static final String UNAVAILABLE = "The authentication server is unavailable";
    private static final long MEBIBYTE = 1024 * 1024;

    private final MutableClock clock = new MutableClock();
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private Duration late = Duration.ZERO;

    @Test
    void asksOnceInTheTime() {
        Introspector introspector = introspector();
        answers.add(active(3600));
        answers.add(active(3600));

        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
        clock.advance(Duration.ofMillis(29_999));
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void givesTheClaimsOn() {
        answers.add(
                new Received(
                        Json.createObjectBuilder()
                                .add("active", true)
                                .add("client_id", "orders")
                                .add("sub", "u1")
                                .add("scope", "orders:read")
                                .build()));

        assertThat(introspector().introspect(TOKEN, ADDRESS))
                .isInstanceOfSatisfying(
                        Active.class,
                        active -> {
                            assertThat(active.claims().getString("sub")).isEqualTo("u1");
                            assertThat(active.claims().getString("scope")).isEqualTo("orders:read");
                        });
    }

    @Test
    void keepsNoTokenPastItsExpiry() {
        Introspector introspector = introspector();
        answers.add(active(10));
        answers.add(inactive());
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);

        clock.advance(Duration.ofSeconds(10));

        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Inactive.class);
    }

    @Test
    void keepsAnAnswerFromWhenItWasAskedFor() {
        Introspector introspector = introspector();
        late = Duration.ofSeconds(20);
        answers.add(active(3600));
        answers.add(inactive());
        introspector.introspect(TOKEN, ADDRESS);

        clock.advance(Duration.ofSeconds(10));

        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Inactive.class);
    }

    @Test
    void keepsAnInactiveTokenForFiveSeconds() {
        Introspector introspector = introspector();
        answers.add(inactive());
        answers.add(active(3600));

        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Inactive.class);
        clock.advance(Duration.ofMillis(4999));
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Inactive.class);
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
    }

    @Test
    void rejectsWhatTheRulesReject() {
        answers.add(
                new Received(
                        Json.createObjectBuilder()
                                .add("active", true)
                                .add("aud", "https://invoices.example.com")
                                .build()));

        assertThat(introspector().introspect(TOKEN, ADDRESS)).isInstanceOf(Inactive.class);
    }

    @Test
    void evictsNoTokenForAFloodOfInventedOnes() {
        Introspector introspector =
                introspector(settings(10, 16 * MEBIBYTE, Duration.ofSeconds(30)), Runnable::run);
        answers.add(active(3600));
        introspector.introspect(TOKEN, ADDRESS);

        for (int i = 0; i < 1000; i++) {
            answers.add(inactive());
            introspector.introspect("oat_invented" + i, "192.0.2.2");
        }

        int before = asked.size();
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
        assertThat(asked).hasSize(before);
        assertThat(introspector.caches().get(1).statistics().size()).isLessThanOrEqualTo(10);
    }

    @Test
    void isBoundedInBytes() {
        Introspector introspector =
                introspector(settings(10_000, 100_000, Duration.ofSeconds(30)), Runnable::run);

        for (int i = 0; i < 1000; i++) {
            answers.add(new Received(builder(3600).add("claim", "x".repeat(10_000)).build()));
            introspector.introspect("oat_" + i, ADDRESS);
        }

        assertThat(introspector.caches().get(0).statistics().size()).isBetween(1L, 9L);
    }

    @Test
    void keepsNoFailure() {
        Introspector introspector = introspector();
        answers.add(new Failed("down", Duration.ofSeconds(7), false));
        answers.add(active(3600));

        assertThat(introspector.introspect(TOKEN, ADDRESS))
                .isEqualTo(new Unavailable(UNAVAILABLE, Duration.ofSeconds(7)));
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
        assertThat(introspector.caches().get(0).statistics().failures()).isEqualTo(1);
    }

    @Test
    void neitherAcceptsNorRejectsByAnAnswerThatItDoesNotUnderstand() {
        Introspector introspector = introspector();
        answers.add(new Received(Json.createObjectBuilder().add("active", "yes").build()));
        answers.add(active(3600));

        try (LogCapture log = new LogCapture("authentication")) {
            assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Unavailable.class);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING Access token ")
                    .contains(" is undecided: the answer has no boolean active")
                    .doesNotContain(TOKEN);
        }
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
    }

    @Test
    void logsTheReasonOfAFailureWithoutTheToken() {
        answers.add(new Failed("connection refused", Duration.ofSeconds(1), false));

        try (LogCapture log = new LogCapture("authentication")) {
            introspector().introspect(TOKEN, ADDRESS);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .endsWith(" is undecided: connection refused")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void isUnavailableAfterAFaultAndRepeatsNothingOfIt() {
        Introspector introspector = introspector();
        answers.add(new IllegalStateException("a fault with " + TOKEN));
        answers.add(new NoClassDefFoundError("another"));
        answers.add(active(3600));

        try (LogCapture log = new LogCapture("authentication")) {
            assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Unavailable.class);
            assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Unavailable.class);

            assertThat(log.lines())
                    .hasSize(2)
                    .allMatch(
                            line ->
                                    line.equals(
                                            "SEVERE Introspection failed with an internal error"));
            assertThat(log.failures())
                    .extracting(Throwable::getMessage)
                    .containsExactly(
                            "java.lang.IllegalStateException", "java.lang.NoClassDefFoundError");
        }
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
    }

    @Test
    void holdsBackTheCallsOfAnAddressThatIsLimited() {
        Introspector introspector = introspector();
        answers.add(new Failed("limited", Duration.ofSeconds(60), true));
        answers.add(active(3600));
        answers.add(active(3600));
        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Unavailable.class);

        clock.advance(Duration.ofSeconds(20));

        assertThat(introspector.introspect("oat_other", ADDRESS))
                .isEqualTo(new Unavailable(UNAVAILABLE, Duration.ofSeconds(40)));
        assertThat(asked).hasSize(1);
        assertThat(introspector.introspect(TOKEN, "192.0.2.2")).isInstanceOf(Active.class);
        clock.advance(Duration.ofSeconds(40));
        assertThat(introspector.introspect("oat_other", ADDRESS)).isInstanceOf(Active.class);
    }

    @Test
    void acceptsATokenThatIsRememberedWhileItsAddressIsLimited() {
        Introspector introspector = introspector();
        answers.add(active(3600));
        introspector.introspect(TOKEN, ADDRESS);
        answers.add(new Failed("limited", Duration.ofSeconds(10), true));
        introspector.introspect("oat_other", ADDRESS);

        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Active.class);
    }

    @Test
    void holdsBackNobodyForAFailure() {
        Introspector introspector = introspector();
        answers.add(new Failed("down", Duration.ofSeconds(60), false));
        answers.add(active(3600));
        introspector.introspect(TOKEN, ADDRESS);

        assertThat(introspector.introspect("oat_other", ADDRESS)).isInstanceOf(Active.class);
    }

    @Test
    void isUnavailableWithoutAThread() {
        Introspector introspector =
                introspector(
                        settings(10, MEBIBYTE, Duration.ofSeconds(30)),
                        task -> {
                            throw new RejectedExecutionException();
                        });

        assertThat(introspector.introspect(TOKEN, ADDRESS))
                .isEqualTo(new Unavailable(UNAVAILABLE, Duration.ofSeconds(1)));
    }

    @Test
    void isUnavailableWithoutAnAnswerInTime() {
        Introspector introspector =
                introspector(settings(10, MEBIBYTE, Duration.ofSeconds(30)), task -> {});

        assertThat(introspector.introspect(TOKEN, ADDRESS))
                .isEqualTo(
                        new Unavailable(
                                "The access token could not be verified in time",
                                Duration.ofMillis(200)));
    }

    @Test
    void asksOnceForAllWhoAskTogether() throws Exception {
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch isAnswered = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Introspector introspector =
                    new Introspector(
                            settings(10, MEBIBYTE, Duration.ofSeconds(30)),
                            calls("PT5S"),
                            rules(),
                            (token, address) -> {
                                calls.incrementAndGet();
                                isAsked.countDown();
                                await(isAnswered);
                                return active(3600);
                            },
                            clock,
                            threads);
            List<Future<Outcome>> outcomes = new ArrayList<>();
            outcomes.add(threads.submit(() -> introspector.introspect(TOKEN, ADDRESS)));
            await(isAsked);
            for (int i = 0; i < 9; i++) {
                outcomes.add(threads.submit(() -> introspector.introspect(TOKEN, ADDRESS)));
            }
            isAnswered.countDown();

            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(Active.class);
            }
            assertThat(calls).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void asksAnewOnceASessionIsRevoked() {
        Introspector introspector = introspector();
        answers.add(new Received(builder(3600).add("sid", "s1").build()));
        answers.add(new Received(builder(3600).add("sid", "s2").build()));
        introspector.introspect(TOKEN, ADDRESS);
        introspector.introspect("oat_other", ADDRESS);
        answers.add(inactive());

        introspector.revoke("s1");

        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Inactive.class);
        assertThat(introspector.introspect("oat_other", ADDRESS)).isInstanceOf(Active.class);
    }

    @Test
    void asksAnewOnceTheSessionsOfAUserAreRevoked() {
        Introspector introspector = introspector();
        answers.add(new Received(builder(3600).add("sub", "u1").build()));
        answers.add(new Received(builder(3600).add("sub", "u2").build()));
        introspector.introspect(TOKEN, ADDRESS);
        introspector.introspect("oat_other", ADDRESS);
        answers.add(inactive());

        introspector.revokeUser("u1");

        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Inactive.class);
        assertThat(introspector.introspect("oat_other", ADDRESS)).isInstanceOf(Active.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sid", "sub"})
    void asksOnceMoreIfTheSessionIsRevokedWhileTheAnswerIsUnderWay(String member) {
        List<Introspector> itself = new ArrayList<>();
        Introspector introspector =
                new Introspector(
                        settings(10, MEBIBYTE, Duration.ofSeconds(30)),
                        calls("PT5S"),
                        rules(),
                        (token, address) -> {
                            asked.add(token);
                            if (asked.size() > 1) {
                                return inactive();
                            }
                            clock.advance(Duration.ofMillis(5));
                            if (member.equals("sid")) {
                                itself.get(0).revoke("1");
                            } else {
                                itself.get(0).revokeUser("1");
                            }
                            return new Received(builder(3600).add(member, "1").build());
                        },
                        clock,
                        Runnable::run);
        itself.add(introspector);

        assertThat(introspector.introspect(TOKEN, ADDRESS)).isInstanceOf(Inactive.class);
        assertThat(asked).hasSize(2);
    }

    /** Two calls a minute for each token, which is what a time of 30 s allows. */
    @Test
    void asksAHundredTimesAMinuteForAThousandRequestsASecondOnFiftyTokens() {
        Introspector introspector = introspector();
        late = Duration.ZERO;
        for (int minute = 0; minute < 3; minute++) {
            int before = asked.size();
            for (int request = 0; request < 60_000; request++) {
                answers.add(active(3600));
                introspector.introspect("oat_" + request % 50, "192.0.2." + request % 50);
                answers.clear();
                clock.advance(Duration.ofMillis(1));
            }
            assertThat(asked.size() - before).isLessThanOrEqualTo(100);
        }
        assertThat(introspector.caches().get(0).statistics().hits()).isEqualTo(180_000 - 300);
    }

    private Introspector introspector() {
        return introspector(settings(10_000, 16 * MEBIBYTE, Duration.ofSeconds(30)), Runnable::run);
    }

    private Introspector introspector(IntrospectionSettings settings, Executor executor) {
        return new Introspector(
                settings,
                calls("PT0.2S"),
                rules(),
                (token, address) -> {
                    asked.add(token);
                    clock.advance(late);
                    Object answer = answers.remove();
                    if (answer instanceof RuntimeException fault) {
                        throw fault;
                    }
                    if (answer instanceof Error fault) {
                        throw fault;
                    }
                    return (IntrospectionAnswer) answer;
                },
                clock,
                executor);
    }

    private static IntrospectionRules rules() {
        return new IntrospectionRules(
                "https://auth.example.com/api/auth",
                Set.of("https://orders.example.com"),
                "orders");
    }

    private static IntrospectionSettings settings(int size, long bytes, Duration ttl) {
        return new IntrospectionSettings(
                "orders", new Secret("s"), null, "oat_", false, ttl, size, bytes, MEBIBYTE);
    }

    private static SessionSettings calls(String timeout) {
        Map<String, String> values = new HashMap<>();
        values.put("better-auth.url", "https://auth.example.com");
        values.put("better-auth.session.read-timeout", timeout);
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))))
                .session();
    }

    private Received active(long seconds) {
        return new Received(builder(seconds).build());
    }

    private JsonObjectBuilder builder(long seconds) {
        return Json.createObjectBuilder()
                .add("active", true)
                .add("client_id", "orders")
                .add("exp", clock.instant().getEpochSecond() + seconds);
    }

    private static Received inactive() {
        return new Received(Json.createObjectBuilder().add("active", false).build());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
