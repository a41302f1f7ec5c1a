package betterauth.jakarta.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds how many requests wait for a result, so that one slow dependency does not block every
 * thread of the server.
 *
 * <p>Some may wait for the whole timeout. A crowd beyond them may wait briefly, which is enough
 * while the dependency keeps up. Once a wait took longer than that, requests beyond the first are
 * rejected at once, until one is short again.
 */
public final class Bulkhead {

    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    /** How many times as many may wait briefly. */
    private static final int CROWD = 16;

    private final Semaphore places;
    private final Semaphore briefPlaces;
    private volatile boolean isSlow;

    /**
     * @param maximumWaiting how many may wait for the whole timeout; 16 times as many may wait for
     *     two seconds
     */
    public Bulkhead(int maximumWaiting) {
        this.places = new Semaphore(maximumWaiting);
        this.briefPlaces = new Semaphore(CROWD * maximumWaiting);
    }

    /** Takes a place, which must be closed; empty if too many wait already. */
    public Optional<Place> enter() {
        if (places.tryAcquire()) {
            return Optional.of(new Place(places, false));
        }
        return !isSlow && briefPlaces.tryAcquire()
                ? Optional.of(new Place(briefPlaces, true))
                : Optional.empty();
    }

    /**
     * Waits for a result.
     *
     * @return the result; empty if it did not come in time, or too many wait already
     * @throws IllegalStateException if loading it failed
     */
    public <V> Optional<V> await(CompletableFuture<V> future, Duration timeout) {
        if (future.isDone()) {
            return get(future, Duration.ZERO, () -> {});
        }
        return enter().flatMap(
                        place -> {
                            try (place) {
                                return place.await(future, timeout, () -> {});
                            }
                        });
    }

    /** A place among those who wait. */
    public final class Place implements AutoCloseable {

        private final Semaphore taken;
        private final boolean isBrief;

        private Place(Semaphore taken, boolean isBrief) {
            this.taken = taken;
            this.isBrief = isBrief;
        }

        /**
         * Waits for a result, at most as long as this place allows.
         *
         * @param onTimeout runs if the result did not come within {@code timeout}
         * @return the result; empty if it did not come in time
         * @throws IllegalStateException if loading it failed
         */
        public <V> Optional<V> await(
                CompletableFuture<V> future, Duration timeout, Runnable onTimeout) {
            long began = System.nanoTime();
            boolean isCut = isBrief && timeout.compareTo(BRIEFLY) > 0;
            Optional<V> result =
                    get(future, isCut ? BRIEFLY : timeout, isCut ? () -> {} : onTimeout);
            isSlow = result.isEmpty() || System.nanoTime() - began >= BRIEFLY.toNanos();
            return result;
        }

        @Override
        public void close() {
            taken.release();
        }
    }

    private static <V> Optional<V> get(
            CompletableFuture<V> future, Duration timeout, Runnable onTimeout) {
        try {
            return Optional.of(future.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException tooLate) {
            onTimeout.run();
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Loading failed", failed.getCause());
        }
    }
}
