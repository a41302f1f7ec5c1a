package betterauth.jakarta.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where requests wait for what another thread makes. It has so many places, so that one slow
 * neighbour does not hold every thread of the server: whoever finds none is told at once.
 */
public final class WaitingRoom {

    private final Semaphore places;

    public WaitingRoom(int places) {
        this.places = new Semaphore(places);
    }

    /**
     * Waits for a result.
     *
     * @param late what to do if it did not come in time
     * @return the result; empty if it did not come in time, or all places are taken
     * @throws IllegalStateException if making it failed
     */
    public <V> Optional<V> await(CompletableFuture<V> future, Duration patience, Runnable late) {
        if (future.isDone()) {
            return get(future, Duration.ZERO, late);
        }
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return get(future, patience, late);
        } finally {
            places.release();
        }
    }

    /** Waits without a place, as does who makes the result or lets it be made. */
    static <V> Optional<V> get(CompletableFuture<V> future, Duration patience, Runnable late) {
        try {
            return Optional.of(future.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException tooLate) {
            late.run();
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Decision failed", failed.getCause());
        }
    }
}
