package betterauth.jakarta.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.CacheStatistics;
import betterauth.jakarta.LogCapture;
import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.jose.SignatureProvider;
import betterauth.jakarta.jose.VerificationKey;
import betterauth.jakarta.keys.KeySource.Answer;
import betterauth.jakarta.token.TestKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {

    private static final PublicJsonWebKey ONE = TestKeys.generate(JwsAlgorithm.ES256, "one");
    private static final PublicJsonWebKey TWO = TestKeys.generate(JwsAlgorithm.ES256, "two");
    private static final Duration FLOOR = Duration.ofSeconds(10);

    private final MutableClock clock = new MutableClock();
    private final Endpoint endpoint = new Endpoint();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private boolean inBackground;
    private final RemoteKeys keys =
            new RemoteKeys(
                    endpoint,
                    new KeySetReader(SignatureProvider.named("BC")),
                    settings(),
                    clock,
                    task -> {
                        if (inBackground) {
                            background.add(task);
                        } else {
                            task.run();
                        }
                    });

    @Test
    void fetchesTheKeysForTheFirstToken() {
        assertFound("one");
        assertFound("one");

        assertThat(endpoint.calls).hasValue(1);
        assertThat(keys.statistics()).isEqualTo(new CacheStatistics(1, 1, 1, 1, 0));
    }

    @Test
    void fetchesBeforeTheFirstTokenAndNotAgainForIt() {
        assertThat(keys.prefetch()).isCompletedWithValue(true);
        assertFound("one");

        assertThat(endpoint.calls).hasValue(1);
    }

    @Test
    void fetchesAtOnceWhatTheFetchBeforeTheFirstTokenLacked() {
        endpoint.text = null;
        assertThat(keys.prefetch()).isCompletedWithValue(false);
        endpoint.text = TestKeys.jwks(ONE);
        assertFound("one");
        endpoint.text = TestKeys.jwks(ONE, TWO);
        assertThat(find("two")).isEqualTo(new Answer.Unknown(FLOOR));

        keys.clear();
        endpoint.text = TestKeys.jwks(ONE);
        assertThat(keys.prefetch()).isCompletedWithValue(true);
        endpoint.text = TestKeys.jwks(ONE, TWO);
        assertFound("two");
    }

    @Test
    void isAvailableOnceThereAreKeysUntilTheyAreTooOld() {
        inBackground = true;
        for (int i = 0; i < 100; i++) {
            assertThat(keys.isAvailable()).isFalse();
        }
        assertThat(background).hasSize(1);
        background.remove().run();

        assertThat(keys.isAvailable()).isTrue();
        clock.advance(Duration.ofHours(24));
        assertThat(keys.isAvailable()).isFalse();
        assertThat(endpoint.calls).hasValue(1);
        assertThat(background).hasSize(1);
    }

    @Test
    void isAvailableThoughThereIsNoKeyEndpointAndAsksItNoMore() {
        endpoint.isAbsent = true;
        assertThat(keys.prefetch()).isCompletedWithValue(false);
        for (int i = 0; i < 100; i++) {
            clock.advance(FLOOR);
            assertThat(keys.isAvailable()).isTrue();
        }
        assertThat(endpoint.calls).hasValue(1);

        endpoint.isAbsent = false;
        assertFound("one");
        assertThat(keys.isAvailable()).isTrue();
    }

    @Test
    void staysAvailableThoughNoTokenComes() {
        assertFound("one");
        for (int i = 0; i < 72; i++) {
            clock.advance(Duration.ofHours(1));
            assertThat(keys.isAvailable()).isTrue();
        }
    }

    @Test
    void logsHowManyKeysThereAreWheneverThatChanges() {
        try (LogCapture log = new LogCapture("keys")) {
            assertFound("one");
            clock.advance(Duration.ofMinutes(5));
            assertFound("one");
            endpoint.text = TestKeys.jwks(ONE, TWO);
            clock.advance(FLOOR);
            assertFound("two");
            endpoint.text = null;
            clock.advance(FLOOR);
            find("three");

            assertThat(log.lines())
                    .containsExactly(
                            "INFO Keys of http://127.0.0.1/jwks: 1 (ES256)",
                            "INFO Keys of http://127.0.0.1/jwks: 2 (ES256)",
                            "WARNING Keys could not be fetched from http://127.0.0.1/jwks: refused");
        }
    }

    @Test
    void cannotDecideUntilKeysWereFetchedOnce() {
        endpoint.text = null;

        assertThat(find("one")).isEqualTo(new Answer.Unknown(FLOOR));
        assertThat(find("one")).isEqualTo(new Answer.Unknown(FLOOR));
        assertThat(endpoint.calls).hasValue(1);

        endpoint.text = TestKeys.jwks(ONE);
        clock.advance(FLOOR);
        assertFound("one");
        assertThat(keys.statistics().failures()).isEqualTo(1);
    }

    @Test
    void fetchesAtOnceForAnUnknownId() {
        assertFound("one");
        endpoint.text = TestKeys.jwks(ONE, TWO);
        clock.advance(FLOOR);

        assertFound("two");
        assertThat(endpoint.calls).hasValue(2);
    }

    @Test
    void remembersAnIdThatAFetchShowedAbsent() {
        assertThat(find("two")).isEqualTo(new Answer.Absent());
        clock.advance(Duration.ofSeconds(59));
        assertThat(find("two")).isEqualTo(new Answer.Absent());
        assertThat(endpoint.calls).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(find("two")).isEqualTo(new Answer.Absent());
        assertThat(endpoint.calls).hasValue(2);
    }

    @Test
    void fetchesForUnknownIdsNoOftenerThanTheFloor() {
        assertFound("one");
        for (int i = 0; i < 100; i++) {
            // Fetched too lately to fetch again: whether the key is there now is not known.
            assertThat(find("invented" + i)).isEqualTo(new Answer.Unknown(FLOOR));
        }
        assertThat(endpoint.calls).hasValue(1);

        clock.advance(FLOOR);
        assertThat(find("invented")).isEqualTo(new Answer.Absent());
        assertThat(find("invented-too")).isEqualTo(new Answer.Unknown(FLOOR));
        assertThat(endpoint.calls).hasValue(2);
    }

    @Test
    void boundsTheAbsentIdsItRemembers() {
        for (int i = 0; i < 3000; i++) {
            find("invented" + i);
            clock.advance(FLOOR);
        }
        // The oldest is long forgotten: asking for it asks the endpoint.
        int calls = endpoint.calls.get();
        find("invented0");
        assertThat(endpoint.calls).hasValue(calls + 1);
    }

    @Test
    void refreshesInTheBackgroundAndServesMeanwhile() {
        assertFound("one");
        inBackground = true;
        clock.advance(Duration.ofMinutes(5));

        assertFound("one");
        assertFound("one");
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(endpoint.calls).hasValue(2);
    }

    @Test
    void waitsForTheRefreshAfterALongIdleTime() {
        VerificationKey key = assertFound("one");
        endpoint.text = TestKeys.jwks(TWO);
        clock.advance(Duration.ofMinutes(10));

        assertThat(keys.isCurrent(key)).isFalse();
    }

    @Test
    void dropsAKeyThatLeavesTheSet() {
        VerificationKey key = assertFound("one");
        assertThat(keys.isCurrent(key)).isTrue();
        endpoint.text = TestKeys.jwks(TWO);
        clock.advance(Duration.ofMinutes(5));

        find("two");

        assertThat(keys.isCurrent(key)).isFalse();
        assertThat(find("one")).isNotInstanceOf(Answer.Found.class);
    }

    @Test
    void keepsAKeyThatStaysThroughARefresh() {
        VerificationKey key = assertFound("one");
        endpoint.text = TestKeys.jwks(TWO, ONE);
        clock.advance(Duration.ofMinutes(5));

        assertThat(assertFound("one")).isSameAs(key);
        assertThat(keys.isCurrent(key)).isTrue();
    }

    @Test
    void servesOldKeysForADayWhileTheEndpointFails() {
        assertFound("one");
        endpoint.text = null;
        clock.advance(Duration.ofHours(1));
        assertFound("one");
        clock.advance(Duration.ofHours(23).minusSeconds(1));
        assertFound("one");

        clock.advance(Duration.ofSeconds(1));
        assertThat(find("one")).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void retriesAFailingEndpointNoOftenerThanTheFloor() {
        assertFound("one");
        endpoint.text = null;
        clock.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 100; i++) {
            assertFound("one");
        }
        assertThat(endpoint.calls).hasValue(2);

        endpoint.text = TestKeys.jwks(ONE, TWO);
        clock.advance(FLOOR);
        assertFound("two");
        assertThat(endpoint.calls).hasValue(3);
    }

    @Test
    void takesNothingThatIsNoKeySet() {
        assertFound("one");
        for (String text :
                List.of("<html>", "", "null", "[]", "{}", "{\"message\":\"Too many requests\"}")) {
            endpoint.text = text;
            clock.advance(Duration.ofMinutes(5));
            assertFound("one");
        }
        assertThat(keys.statistics().failures()).isEqualTo(6);
    }

    @Test
    void takesAnEmptySetAsOne() {
        VerificationKey key = assertFound("one");
        endpoint.text = "{\"keys\":[]}";
        clock.advance(Duration.ofMinutes(10));

        assertThat(keys.isCurrent(key)).isFalse();
    }

    @Test
    void forgetsEverythingWhenCleared() {
        assertFound("one");
        keys.clear();
        assertFound("one");

        assertThat(endpoint.calls).hasValue(2);
    }

    @Test
    void answersByKeysThatWereForgottenMeanwhileAndKeepsThemNot() {
        List<RemoteKeys> itself = new ArrayList<>();
        RemoteKeys forgetting =
                keys(
                        () -> {
                            endpoint.calls.incrementAndGet();
                            itself.get(0).clear();
                            return TestKeys.jwks(ONE);
                        },
                        Runnable::run);
        itself.add(forgetting);

        assertThat(forgetting.find("one", JwsAlgorithm.ES256)).isInstanceOf(Answer.Found.class);
        assertThat(forgetting.statistics().size()).isZero();
        assertThat(forgetting.find("one", JwsAlgorithm.ES256)).isInstanceOf(Answer.Found.class);
        assertThat(endpoint.calls).hasValue(2);
    }

    @Test
    void letsNoMoreThan64WaitForAFetch() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            RemoteKeys slow =
                    keys(
                            () -> {
                                release.await();
                                return TestKeys.jwks(ONE);
                            },
                            threads);
            CompletionService<Answer> answers = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < 100; i++) {
                answers.submit(() -> slow.find("one", JwsAlgorithm.ES256));
            }
            for (int i = 0; i < 100 - 64; i++) {
                assertThat(answers.take().get()).isEqualTo(new Answer.Unknown(FLOOR));
            }
            assertThat(answers.poll()).isNull();
            release.countDown();
            for (int i = 0; i < 64; i++) {
                assertThat(answers.take().get()).isInstanceOf(Answer.Found.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void usesNoKeysOfLongAgoWhileAllPlacesToWaitAreTaken() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            RemoteKeys slow =
                    keys(
                            () -> {
                                if (calls.incrementAndGet() == 1) {
                                    return TestKeys.jwks(ONE);
                                }
                                release.await();
                                return TestKeys.jwks(TWO);
                            },
                            threads);
            assertThat(slow.find("one", JwsAlgorithm.ES256)).isInstanceOf(Answer.Found.class);
            clock.advance(Duration.ofHours(1));
            CompletionService<Answer> answers = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < 100; i++) {
                answers.submit(() -> slow.find("one", JwsAlgorithm.ES256));
            }
            for (int i = 0; i < 100 - 64; i++) {
                assertThat(answers.take().get()).isEqualTo(new Answer.Unknown(FLOOR));
            }
            release.countDown();
            for (int i = 0; i < 64; i++) {
                assertThat(answers.take().get()).isNotInstanceOf(Answer.Found.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void fetchesOnceForAllWhoWait() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(21);
        try {
            RemoteKeys slow =
                    keys(
                            () -> {
                                calls.incrementAndGet();
                                fetching.countDown();
                                release.await();
                                return TestKeys.jwks(ONE);
                            },
                            threads);
            List<Future<Answer>> answers =
                    IntStream.range(0, 20)
                            .mapToObj(
                                    i -> threads.submit(() -> slow.find("one", JwsAlgorithm.ES256)))
                            .toList();
            fetching.await();
            release.countDown();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Answer.Found.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void goesOnAfterAFaultOfTheFetch() {
        Deque<Object> answers = new ArrayDeque<>();
        answers.add(new NoClassDefFoundError("a fault"));
        answers.add(TestKeys.jwks(ONE));
        RemoteKeys faulty =
                keys(
                        () -> {
                            Object next = answers.remove();
                            if (next instanceof Error fault) {
                                throw fault;
                            }
                            return (String) next;
                        },
                        Runnable::run);

        assertThatThrownBy(() -> faulty.find("one", JwsAlgorithm.ES256))
                .isInstanceOf(NoClassDefFoundError.class);
        clock.advance(FLOOR);
        assertThat(faulty.find("one", JwsAlgorithm.ES256)).isInstanceOf(Answer.Found.class);
    }

    @Test
    void cannotDecideOnceItIsShutDown() {
        ExecutorService stopped = Executors.newSingleThreadExecutor();
        stopped.shutdownNow();
        RemoteKeys closing = keys(endpoint, stopped);

        assertThat(closing.find("one", JwsAlgorithm.ES256)).isEqualTo(new Answer.Unknown(FLOOR));
    }

    private RemoteKeys keys(KeyEndpoint source, Executor executor) {
        return new RemoteKeys(
                source,
                new KeySetReader(SignatureProvider.named("BC")),
                settings(),
                clock,
                executor);
    }

    private VerificationKey assertFound(String keyId) {
        Answer answer = find(keyId);
        assertThat(answer).isInstanceOf(Answer.Found.class);
        return ((Answer.Found) answer).key();
    }

    private Answer find(String keyId) {
        return keys.find(keyId, JwsAlgorithm.ES256);
    }

    private static KeySettings settings() {
        return new KeySettings(
                KeySettings.LEAST_RSA_BITS,
                null,
                "http://127.0.0.1/jwks",
                Duration.ofMinutes(5),
                FLOOR,
                Duration.ofHours(24),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                null,
                null);
    }

    /** An endpoint that answers with a text, or with null fails. */
    private static final class Endpoint implements KeyEndpoint {

        private final AtomicInteger calls = new AtomicInteger();
        private String text = TestKeys.jwks(ONE);
        private boolean isAbsent;

        @Override
        public String fetch() throws IOException {
            calls.incrementAndGet();
            if (isAbsent) {
                throw new AbsentException("absent");
            }
            if (text == null) {
                throw new IOException("refused");
            }
            return text;
        }
    }
}
