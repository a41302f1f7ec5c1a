package betterauth.jakarta.cache;

import betterauth.jakarta.CacheStatistics;
import com.github.benmanes.caffeine.cache.AsyncCache;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Values by the hash of their credential: bounded in number and in bytes, each kept until its own
 * expiry, and each loaded once however many threads ask for it at the same time, unless one of them
 * timed out. No lock is held while one is loaded, which Caffeine's own {@code AsyncCache.get} does;
 * and its statistics count each look-up, where these count requests.
 */
public final class CoalescingCache<V extends Expiring> implements ObservableCache {

    private final String name;
    private final Clock clock;
    private final Bulkhead waiting;
    private final AsyncCache<CredentialHash, V> values;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /**
     * @param maximumSize values kept; 0 keeps none, though threads that ask together still share
     *     one
     * @param maximumBytes bytes of heap that the values may take together, about
     * @param maximumWaiting threads that may wait for values for the whole timeout, as {@link
     *     Bulkhead} says
     */
    public CoalescingCache(
            String name, int maximumSize, long maximumBytes, int maximumWaiting, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.waiting = new Bulkhead(maximumWaiting);
        this.values = ExpiringValues.cache(maximumSize, maximumBytes, clock);
    }

    /** The value, if it was loaded before and has not expired. */
    public Optional<V> getIfPresent(CredentialHash key) {
        CompletableFuture<V> future = values.asMap().get(key);
        if (future == null || !future.isDone() || future.isCompletedExceptionally()) {
            return Optional.empty();
        }
        V value = future.join();
        if (!value.expiresAt().isAfter(clock.instant())) {
            values.asMap().remove(key, future);
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(value);
    }

    /**
     * Loads the value that {@link #getIfPresent} did not have, or waits for the thread that is
     * loading it.
     *
     * @param load begins to load; what it throws, or its future fails with, this method throws in
     *     every thread that waits
     * @param timeout how long to wait
     * @return the value; empty if none came in time, or too many wait already
     * @throws IllegalStateException if loading failed
     */
    public Optional<V> get(
            CredentialHash key, Supplier<CompletableFuture<V>> load, Duration timeout) {
        misses.increment();
        return waiting.enter()
                .flatMap(
                        place -> {
                            try (place) {
                                return get(key, load, timeout, place);
                            }
                        });
    }

    private Optional<V> get(
            CredentialHash key,
            Supplier<CompletableFuture<V>> load,
            Duration timeout,
            Bulkhead.Place place) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> first = values.asMap().putIfAbsent(key, mine);
        if (first != null) {
            // After the timeout of one who waits, the next request loads anew.
            return place.await(
                    first,
                    timeout,
                    CoalescingCache::isSuccess,
                    () -> values.asMap().remove(key, first));
        }
        loads.increment();
        var unused =
                begin(load).whenComplete((value, failure) -> settle(key, mine, value, failure));
        return place.await(mine, timeout, CoalescingCache::isSuccess, () -> {});
    }

    private static boolean isSuccess(Expiring value) {
        return !value.isFailure();
    }

    /** Keeps a value that was loaded elsewhere, until it expires. */
    public void put(CredentialHash key, V value) {
        values.put(key, CompletableFuture.completedFuture(value));
    }

    /** Invalidates the values that match; looks at every one. */
    public void invalidateIf(Predicate<V> which) {
        values.synchronous().asMap().values().removeIf(which);
    }

    /** Invalidates one value. */
    public void invalidate(CredentialHash key) {
        values.asMap().remove(key);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CacheStatistics statistics() {
        values.synchronous().cleanUp();
        return new CacheStatistics(
                values.asMap().size(), hits.sum(), misses.sum(), loads.sum(), failures.sum());
    }

    @Override
    public void clear() {
        values.asMap().clear();
    }

    /** A load that yields no value has failed: those who wait for it must not wait in vain. */
    private static <V> CompletableFuture<V> begin(Supplier<CompletableFuture<V>> load) {
        try {
            return load.get().thenApply(value -> Objects.requireNonNull(value, "value"));
        } catch (RuntimeException | Error failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** What must not be kept leaves the cache before anyone can see it there. */
    private void settle(CredentialHash key, CompletableFuture<V> mine, V value, Throwable failure) {
        if (failure != null) {
            failures.increment();
            values.asMap().remove(key, mine);
            mine.completeExceptionally(failure);
            return;
        }
        if (value.isFailure()) {
            failures.increment();
        }
        if (!value.expiresAt().isAfter(clock.instant())) {
            values.asMap().remove(key, mine);
        }
        mine.complete(value);
    }
}
