package betterauth.jakarta.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Bulkhead one = new Bulkhead(1);

    @Test
    void letsACrowdWait() {
        assertThat(enter(17)).hasSize(17);
        assertThat(one.enter()).isEmpty();
    }

    @Test
    void givesPlacesBack() {
        enter(17).forEach(Bulkhead.Place::close);

        assertThat(enter(17)).hasSize(17);
    }

    @Test
    void letsNoCrowdWaitOnceAWaitWasInVain() {
        assertThat(one.await(new CompletableFuture<>(), SHORT, any -> true)).isEmpty();

        assertThat(enter(1)).hasSize(1);
        assertThat(one.enter()).isEmpty();
    }

    @Test
    void letsACrowdWaitAgainOnceAResultCame() {
        assertThat(one.await(new CompletableFuture<>(), SHORT, any -> true)).isEmpty();
        try (Bulkhead.Place place = one.enter().orElseThrow()) {
            assertThat(
                            place.await(
                                    CompletableFuture.completedFuture("x"),
                                    LONG,
                                    any -> true,
                                    () -> {}))
                    .contains("x");
        }

        assertThat(enter(17)).hasSize(17);
    }

    @Test
    void letsNoCrowdWaitAgainAfterAFailure() {
        assertThat(one.await(new CompletableFuture<>(), SHORT, any -> true)).isEmpty();
        try (Bulkhead.Place place = one.enter().orElseThrow()) {
            assertThat(
                            place.await(
                                    CompletableFuture.completedFuture("failure"),
                                    LONG,
                                    result -> !result.equals("failure"),
                                    () -> {}))
                    .contains("failure");
        }

        assertThat(enter(17)).hasSize(1);
    }

    /** Three seconds, in which others get their results. */
    @Test
    void letsACrowdWaitOnWhileResultsCome() throws Exception {
        CompletableFuture<String> late = new CompletableFuture<>();
        enter(1);
        Bulkhead.Place crowd = one.enter().orElseThrow();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<String>> waiting =
                    threads.submit(() -> crowd.await(late, LONG, any -> true, () -> {}));
            for (int i = 0; i < 6; i++) {
                TimeUnit.MILLISECONDS.sleep(500);
                try (Bulkhead.Place other = one.enter().orElseThrow()) {
                    assertThat(
                                    other.await(
                                            CompletableFuture.completedFuture("x"),
                                            LONG,
                                            any -> true,
                                            () -> {}))
                            .isPresent();
                }
            }
            late.complete("late");
            assertThat(waiting.get()).contains("late");
        } finally {
            threads.shutdownNow();
        }
    }

    /** The others may still get the result in time. */
    @Test
    void endsTheWaitOfACrowdBeforeTheTimeoutAndDoesNotSaySo() {
        AtomicInteger timeouts = new AtomicInteger();
        enter(1);
        try (Bulkhead.Place brief = one.enter().orElseThrow()) {
            assertThat(
                            brief.await(
                                    new CompletableFuture<>(),
                                    LONG,
                                    any -> true,
                                    timeouts::incrementAndGet))
                    .isEmpty();
        }

        assertThat(timeouts).hasValue(0);
        assertThat(one.enter()).isEmpty();
    }

    @Test
    void saysThatTheTimeoutIsOver() {
        AtomicInteger timeouts = new AtomicInteger();
        List<Bulkhead.Place> places = enter(2);

        for (Bulkhead.Place place : places) {
            assertThat(
                            place.await(
                                    new CompletableFuture<>(),
                                    SHORT,
                                    any -> true,
                                    timeouts::incrementAndGet))
                    .isEmpty();
        }
        assertThat(timeouts).hasValue(2);
    }

    @Test
    void takesNoPlaceForAResultThatIsThere() {
        enter(17);

        assertThat(one.await(CompletableFuture.completedFuture("x"), LONG, any -> true))
                .contains("x");
    }

    @Test
    void failsAsTheResultDoes() {
        CompletableFuture<String> failed =
                CompletableFuture.failedFuture(new IllegalArgumentException("broken"));

        assertThatThrownBy(() -> one.await(failed, LONG, any -> true))
                .hasRootCauseMessage("broken");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(one.await(new CompletableFuture<>(), LONG, any -> true)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    private List<Bulkhead.Place> enter(int times) {
        List<Bulkhead.Place> places = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Optional<Bulkhead.Place> place = one.enter();
            place.ifPresent(places::add);
        }
        return places;
    }
}
