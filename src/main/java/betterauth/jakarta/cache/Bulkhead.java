package betterauth.jakarta.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Bounds how many requests wait for a result, so that one slow dependency does not block every
 * thread of the server.
 *
 * <p>Some may wait for the whole timeout, whatever happens. A crowd beyond them may wait as long as
 * results come: two seconds without any end its wait, and from then on requests beyond the first
 * are rejected at once, until a result comes again.
 */
public final class Bulkhead {

    private static final long STALLED_NANOS = Duration.ofSeconds(2).toNanos();

    /** How many times as many may wait while results come. */
    private static final int CROWD = 16;

    private final Semaphore places;
    private final Semaphore crowd;
    private volatile boolean isStalled;
    private volatile long latestResult = System.nanoTime();

    /**
     * @param maximumWaiting how many may wait for the whole timeout; 16 times as many may wait
     *     while results come
     */
    public Bulkhead(int maximumWaiting) {
        this.places = new Semaphore(maximumWaiting);
        this.crowd = new Semaphore(CROWD * maximumWaiting);
    }

    /** How many may wait in all. */
    public static int capacity(int maximumWaiting) {
        return maximumWaiting * (1 + CROWD);
    }

    /** Takes a place, which must be closed; empty if too many wait already. */
    public Optional<Place> enter() {
        if (places.tryAcquire()) {
            return Optional.of(new Place(places));
        }
        return !isStalled && crowd.tryAcquire() ? Optional.of(new Place(crowd)) : Optional.empty();
    }

    /**
     * Waits for a result.
     *
     * @param isSuccess whether a result shows that the dependency answers
     * @return the result; empty if it did not come in time, or too many wait already
     * @throws IllegalStateException if loading it failed
     */
    public <V> Optional<V> await(
            CompletableFuture<V> future, Duration timeout, Predicate<V> isSuccess) {
        if (future.isDone()) {
            return result(future);
        }
        return enter().flatMap(
                        place -> {
                            try (place) {
                                return place.await(future, timeout, isSuccess, () -> {});
                            }
                        });
    }

    /** A place among those who wait. */
    public final class Place implements AutoCloseable {

        private final Semaphore taken;

        private Place(Semaphore taken) {
            this.taken = taken;
        }

        /**
         * Waits for a result, at most as long as this place allows.
         *
         * @param isSuccess whether a result shows that the dependency answers
         * @param onTimeout runs if the result did not come within {@code timeout}
         * @return the result; empty if it did not come in time
         * @throws IllegalStateException if loading it failed
         */
        public <V> Optional<V> await(
                CompletableFuture<V> future,
                Duration timeout,
                Predicate<V> isSuccess,
                Runnable onTimeout) {
            long began = System.nanoTime();
            long left = timeout.toNanos();
            while (left > 0 && !(taken == crowd && isStalled(began))) {
                if (isDone(future, taken == crowd ? Math.min(left, STALLED_NANOS) : left)) {
                    Optional<V> result = result(future);
                    result.filter(isSuccess).ifPresent(success -> succeeded());
                    return result;
                }
                if (Thread.currentThread().isInterrupted()) {
                    return Optional.empty();
                }
                left = timeout.toNanos() - (System.nanoTime() - began);
            }
            boolean isTimeout = left <= 0;
            if (isStalled(began) || (isTimeout && timeout.toNanos() < STALLED_NANOS)) {
                isStalled = true;
            }
            if (isTimeout) {
                onTimeout.run();
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            taken.release();
        }
    }

    private void succeeded() {
        latestResult = System.nanoTime();
        isStalled = false;
    }

    /** Whether nothing came for too long, neither since {@code began} nor before. */
    private boolean isStalled(long began) {
        long now = System.nanoTime();
        return now - began >= STALLED_NANOS && now - latestResult >= STALLED_NANOS;
    }

    /** Waits until the future is done, however it ends; false if it is not in time. */
    private static boolean isDone(CompletableFuture<?> future, long nanos) {
        try {
            var unused = future.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failed) {
            return true;
        }
    }

    private static <V> Optional<V> result(CompletableFuture<V> done) {
        try {
            return Optional.of(done.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Loading failed", failed.getCause());
        }
    }
}
