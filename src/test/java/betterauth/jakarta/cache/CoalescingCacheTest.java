package betterauth.jakarta.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.CacheStatistics;
import betterauth.jakarta.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoalescingCacheTest {

    private static final CredentialHash KEY = CredentialHash.of("credential");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MutableClock clock = new MutableClock();
    private final CoalescingCache<Answer> cache =
            new CoalescingCache<>("answers", 10, 100_000, 20, clock);

    @Test
    void hasNothingAtFirst() {
        assertThat(cache.getIfPresent(KEY)).isEmpty();
        assertThat(cache.name()).isEqualTo("answers");
    }

    @Test
    void keepsAValueUntilItExpires() {
        load("yes", Duration.ofSeconds(30));

        clock.advance(Duration.ofSeconds(29));
        assertThat(cache.getIfPresent(KEY)).map(Answer::text).contains("yes");
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.getIfPresent(KEY)).isEmpty();
    }

    @Test
    void keepsNoValueThatMustNotBeKept() {
        var decided =
                cache.get(
                        KEY,
                        () -> CompletableFuture.completedFuture(new Answer("no", Instant.MIN)),
                        TIMEOUT);

        assertThat(decided).map(Answer::text).contains("no");
        assertThat(cache.getIfPresent(KEY)).isEmpty();
        assertThat(cache.statistics().size()).isZero();
    }

    @Test
    void loadsOnceForAllThatAskTogether() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        AtomicReference<CompletableFuture<Answer>> pending = new AtomicReference<>();
        CountDownLatch asked = new CountDownLatch(20);
        Callable<String> question =
                () -> {
                    asked.countDown();
                    return cache.get(
                                    KEY,
                                    () -> {
                                        loads.incrementAndGet();
                                        pending.set(new CompletableFuture<>());
                                        return pending.get();
                                    },
                                    TIMEOUT)
                            .orElseThrow()
                            .text();
                };
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<String>> answers =
                    IntStream.range(0, 20).mapToObj(i -> threads.submit(question)).toList();
            asked.await();
            while (pending.get() == null) {
                Thread.onSpinWait();
            }
            pending.get().complete(new Answer("yes", clock.instant().plusSeconds(30)));
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("yes");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void rejectsThoseBeyondTheBulkheadWhereAWaitWasInVain() throws Exception {
        assertThat(cache.get(KEY, CompletableFuture::new, Duration.ofMillis(1))).isEmpty();
        cache.invalidate(KEY);
        CompletableFuture<Answer> pending = new CompletableFuture<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletionService<Optional<Answer>> answers = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < 30; i++) {
                answers.submit(() -> cache.get(KEY, () -> pending, TIMEOUT));
            }
            for (int i = 0; i < 30 - 20; i++) {
                assertThat(answers.take().get()).isEmpty();
            }
            assertThat(answers.poll()).isNull();
            pending.complete(new Answer("yes", clock.instant().plusSeconds(30)));
            for (int i = 0; i < 20; i++) {
                assertThat(answers.take().get()).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void letsACrowdWaitForOneValue() throws Exception {
        CompletableFuture<Answer> pending = new CompletableFuture<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicInteger loads = new AtomicInteger();
        try {
            CompletionService<Optional<Answer>> answers = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < 200; i++) {
                answers.submit(
                        () ->
                                cache.get(
                                        KEY,
                                        () -> {
                                            loads.incrementAndGet();
                                            return pending;
                                        },
                                        TIMEOUT));
            }
            while (cache.statistics().misses() < 200) {
                Thread.onSpinWait();
            }
            pending.complete(new Answer("yes", clock.instant().plusSeconds(30)));
            for (int i = 0; i < 200; i++) {
                assertThat(answers.take().get()).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void timesOut() {
        assertThat(cache.get(KEY, CompletableFuture::new, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void loadsAnewAfterAFollowersTimeout() {
        AtomicInteger begun = new AtomicInteger();
        Supplier<CompletableFuture<Answer>> never =
                () -> {
                    begun.incrementAndGet();
                    return new CompletableFuture<>();
                };

        assertThat(cache.get(KEY, never, Duration.ofMillis(1))).isEmpty();
        assertThat(cache.get(KEY, never, Duration.ofMillis(1))).isEmpty();
        assertThat(begun).hasValue(1);
        assertThat(cache.get(KEY, never, Duration.ofMillis(1))).isEmpty();
        assertThat(begun).hasValue(2);
    }

    @Test
    void keepsNoFailure() {
        assertThatThrownBy(
                        () ->
                                cache.get(
                                        KEY,
                                        () -> {
                                            throw new IllegalStateException("broken");
                                        },
                                        TIMEOUT))
                .hasRootCauseMessage("broken");

        assertThat(cache.getIfPresent(KEY)).isEmpty();
        assertThat(cache.statistics().failures()).isEqualTo(1);
        assertThat(load("yes", TIMEOUT)).isEqualTo("yes");
    }

    @Test
    void waitsForNothingThatWillNotCome() {
        assertThatThrownBy(() -> cache.get(KEY, () -> null, TIMEOUT))
                .hasRootCauseInstanceOf(NullPointerException.class);
        assertThatThrownBy(
                        () ->
                                cache.get(
                                        KEY,
                                        () -> CompletableFuture.completedFuture(null),
                                        TIMEOUT))
                .hasRootCauseInstanceOf(NullPointerException.class);

        assertThat(cache.statistics().failures()).isEqualTo(2);
        assertThat(load("yes", TIMEOUT)).isEqualTo("yes");
    }

    @Test
    void isBounded() {
        for (int i = 0; i < 1000; i++) {
            cache.get(
                    CredentialHash.of("credential" + i),
                    () -> answer("yes", Duration.ofSeconds(30)),
                    TIMEOUT);
        }

        assertThat(cache.statistics().size()).isLessThanOrEqualTo(10);
    }

    @Test
    void invalidates() {
        load("yes", Duration.ofSeconds(30));
        cache.invalidate(KEY);
        assertThat(cache.getIfPresent(KEY)).isEmpty();

        load("yes", Duration.ofSeconds(30));
        cache.clear();
        assertThat(cache.getIfPresent(KEY)).isEmpty();
    }

    @Test
    void keepsNoValueThatWasUnderWayWhenItWasInvalidated() {
        CompletableFuture<Answer> pending = new CompletableFuture<>();
        cache.get(KEY, () -> pending, Duration.ofMillis(1));
        cache.invalidate(KEY);

        pending.complete(new Answer("old", clock.instant().plusSeconds(30)));

        assertThat(cache.getIfPresent(KEY)).isEmpty();
    }

    @Test
    void counts() {
        cache.getIfPresent(KEY);
        load("yes", Duration.ofSeconds(30));
        cache.getIfPresent(KEY);
        cache.getIfPresent(KEY);

        assertThat(cache.statistics()).isEqualTo(new CacheStatistics(1, 2, 1, 1, 0));
    }

    @Test
    void boundsTheBytesThatValuesTake() {
        CoalescingCache<Answer> small =
                new CoalescingCache<>("small", 1_000_000, 100_000, 20, clock);
        Instant later = clock.instant().plusSeconds(60);

        for (int i = 0; i < 1000; i++) {
            small.put(CredentialHash.of("large " + i), new Answer("x".repeat(9_000), later));
        }
        assertThat(small.statistics().size()).isBetween(1L, 11L);
        for (int i = 0; i < 1000; i++) {
            small.put(CredentialHash.of("little " + i), new Answer("x", later));
        }
        assertThat(small.statistics().size()).isBetween(100L, 400L);
    }

    @Test
    void keepsNoMoreValuesThanItMay() {
        CoalescingCache<Answer> many = new CoalescingCache<>("many", 1000, 300_999, 20, clock);

        for (int i = 0; i < 2000; i++) {
            many.put(
                    CredentialHash.of("value " + i),
                    new Answer("x", clock.instant().plusSeconds(60)));
        }

        assertThat(many.statistics().size()).isBetween(900L, 1000L);
    }

    @Test
    void keepsNoValueThatIsLargerThanTheCache() {
        cache.put(KEY, new Answer("x".repeat(100_001), clock.instant().plusSeconds(60)));

        assertThat(cache.statistics().size()).isZero();
    }

    @Test
    void evictsValuesAtTheirOwnExpiryThoughNobodyAsksForThem() {
        for (int i = 0; i < 5; i++) {
            cache.put(
                    CredentialHash.of("short " + i),
                    new Answer("yes", clock.instant().plusSeconds(5)));
            cache.put(
                    CredentialHash.of("long " + i),
                    new Answer("yes", clock.instant().plusSeconds(500)));
        }
        clock.advance(Duration.ofSeconds(6));

        assertThat(cache.statistics().size()).isEqualTo(5);
    }

    @Test
    void keepsNothingWithSizeOrBytesOfZero() {
        for (CoalescingCache<Answer> none :
                List.of(
                        new CoalescingCache<Answer>("none", 0, 100_000, 20, clock),
                        new CoalescingCache<Answer>("none", 10, 0, 20, clock))) {
            none.put(KEY, new Answer("yes", clock.instant().plusSeconds(60)));

            assertThat(none.statistics().size()).isZero();
            assertThat(none.getIfPresent(KEY)).isEmpty();
        }
    }

    private String load(String text, Duration lifetime) {
        return cache.get(KEY, () -> answer(text, lifetime), TIMEOUT).orElseThrow().text();
    }

    private CompletableFuture<Answer> answer(String text, Duration lifetime) {
        return CompletableFuture.completedFuture(new Answer(text, clock.instant().plus(lifetime)));
    }

    private record Answer(String text, Instant expiresAt) implements Expiring {

        @Override
        public long bytes() {
            return text.length();
        }
    }
}
