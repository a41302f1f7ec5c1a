package betterauth.jakarta.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds how many requests wait for a result that another thread loads, so that one slow dependency
 * does not block every thread of the server. A request beyond the bound is rejected at once.
 */
public final class Bulkhead {

    private final Semaphore permits;

    public Bulkhead(int maximumWaiting) {
        this.permits = new Semaphore(maximumWaiting);
    }

    /**
     * Waits for a result.
     *
     * @param onTimeout runs if it did not come in time
     * @return the result; empty if it did not come in time, or too many wait already
     * @throws IllegalStateException if loading it failed
     */
    public <V> Optional<V> await(
            CompletableFuture<V> future, Duration timeout, Runnable onTimeout) {
        if (future.isDone()) {
            return get(future, Duration.ZERO, onTimeout);
        }
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return get(future, timeout, onTimeout);
        } finally {
            permits.release();
        }
    }

    /** Waits without a permit, as the thread does that began to load. */
    static <V> Optional<V> get(CompletableFuture<V> future, Duration timeout, Runnable onTimeout) {
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
