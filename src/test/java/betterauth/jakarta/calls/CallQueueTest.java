package betterauth.jakarta.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.MutableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallQueueTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private final Deque<Runnable> started = new ArrayDeque<>();
    private final List<String> made = new ArrayList<>();
    private final CallQueue<String> two = queue(2, started::add);

    @Test
    void makesSoManyCallsAtOnce() {
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            results.add(submit(two, "a", "a" + i));
        }

        assertThat(started).hasSize(2);
        assertThat(results).noneMatch(CompletableFuture::isDone);
        started.remove().run();
        assertThat(made).hasSize(9).doesNotContain("a1");
        started.remove().run();
        assertThat(results).allMatch(CompletableFuture::isDone);
        assertThat(results.get(9)).isCompletedWithValue("a9");
    }

    @Test
    void givesEachAddressItsTurn() {
        for (int i = 0; i < 5; i++) {
            submit(two, "a", "a" + i);
        }
        submit(two, "b", "b0");
        submit(two, "c", "c0");
        submit(two, "b", "b1");

        started.removeLast();
        started.remove().run();

        assertThat(made).containsExactly("a0", "a2", "b0", "c0", "a3", "b1", "a4");
    }

    @Test
    void rejectsTheLastOfTheLongestQueueWhereItIsFull() {
        List<CompletableFuture<String>> flood = new ArrayList<>();
        for (int i = 0; i < 2 + 32; i++) {
            flood.add(submit(two, "a", "a" + i));
        }
        CompletableFuture<String> other = submit(two, "b", "b0");
        CompletableFuture<String> more = submit(two, "a", "more");

        assertThat(flood.get(33)).isCompletedWithValue("rejected");
        assertThat(more).isCompletedWithValue("rejected");
        assertThat(other).isNotDone();
        started.remove().run();
        assertThat(other).isCompletedWithValue("b0");
        assertThat(made).doesNotContain("a33", "more");
    }

    @Test
    void rejectsTheLastOfManyAddresses() {
        CallQueue<String> one = queue(1, started::add);
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < 1 + 16 + 1; i++) {
            results.add(submit(one, "address" + i, "call" + i));
        }

        assertThat(results.get(17)).isCompletedWithValue("rejected");
        assertThat(results.subList(0, 17)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void makesNoCallThatNobodyWaitsForAnyMore() {
        submit(two, "a", "a0");
        submit(two, "a", "a1");
        CompletableFuture<String> late =
                two.submit("a", () -> "late", clock.instant().plusSeconds(5));

        clock.advance(Duration.ofSeconds(6));
        started.remove().run();

        assertThat(late).isCompletedWithValue("rejected");
    }

    @Test
    void goesOnAfterACallThatFails() {
        CompletableFuture<String> failing =
                two.submit(
                        "a",
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        clock.instant().plus(LONG));
        submit(two, "a", "a1");
        CompletableFuture<String> queued = submit(two, "a", "a2");

        started.remove().run();

        assertThatThrownBy(failing::join).hasRootCauseMessage("broken");
        assertThat(queued).isCompletedWithValue("a2");
    }

    @Test
    void keepsNothingQueuedForAnExecutorThatStartsNone() {
        CallQueue<String> full =
                queue(
                        2,
                        task -> {
                            throw new RejectedExecutionException();
                        });
        CallQueue<String> broken =
                queue(
                        2,
                        task -> {
                            throw new OutOfMemoryError("unable to create native thread");
                        });

        for (int i = 0; i < 100; i++) {
            assertThat(submit(full, "a", "a" + i)).isCompletedWithValue("rejected");
            assertThat(submit(broken, "a", "a" + i)).isCompletedExceptionally();
        }
        assertThat(made).isEmpty();
    }

    @Test
    void makesEveryCallUnderLoadAndNeverTooManyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        ExecutorService callers = Executors.newFixedThreadPool(16);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try {
            CallQueue<String> eight = queue(8, threads);
            CountDownLatch done = new CountDownLatch(16 * 500);
            for (int i = 0; i < 16; i++) {
                String address = "address" + i % 5;
                callers.execute(
                        () -> {
                            for (int call = 0; call < 500; call++) {
                                String result =
                                        eight.submit(
                                                        address,
                                                        () -> {
                                                            most.accumulateAndGet(
                                                                    underWay.incrementAndGet(),
                                                                    Math::max);
                                                            underWay.decrementAndGet();
                                                            return "made";
                                                        },
                                                        clock.instant().plus(LONG))
                                                .join();
                                if (result.equals("made")) {
                                    done.countDown();
                                }
                            }
                        });
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
            callers.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 8);
    }

    private CallQueue<String> queue(int maxCalls, Executor executor) {
        return new CallQueue<>(maxCalls, executor, clock, () -> "rejected");
    }

    private CompletableFuture<String> submit(
            CallQueue<String> queue, String address, String result) {
        return queue.submit(
                address,
                () -> {
                    made.add(result);
                    return result;
                },
                clock.instant().plus(LONG));
    }
}
