package betterauth.jakarta.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Decisions by the hash of their credential: bounded in number and in bytes, each kept no longer
 * than it says itself, and each made once however many threads ask for it at the same time, unless
 * one has waited for it in vain. No lock is held while one is made.
 */
public final class CoalescingCache<V extends Expiring> implements ObservableCache {

    /** What an entry costs beside its decision: the key, the future and the cache's own node. */
    private static final int ENTRY_BYTES = 256;

    private static final Duration LONGEST = Duration.ofDays(365);

    private final String name;
    private final Clock clock;
    private final WaitingRoom followers;
    private final AsyncCache<CredentialHash, V> decisions;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /**
     * @param maximumSize decisions kept; 0 keeps none, though threads that ask together still share
     *     one
     * @param maximumBytes bytes of heap that the decisions may hold together, about
     * @param mostFollowers threads that may wait for a decision that another makes
     */
    public CoalescingCache(
            String name, int maximumSize, long maximumBytes, int mostFollowers, Clock clock) {
        this.name = name;
        this.clock = clock;
        this.followers = new WaitingRoom(mostFollowers);
        // No decision weighs less than its share, so that weight bounds the number, too.
        long share = maximumSize == 0 ? 1 : Math.max(1, maximumBytes / maximumSize);
        this.decisions =
                Caffeine.newBuilder()
                        .maximumWeight(
                                Math.min(maximumBytes, maximumSize * (long) Integer.MAX_VALUE))
                        .weigher(
                                (CredentialHash key, V decision) ->
                                        weight(Math.max(share, ENTRY_BYTES + decision.bytes())))
                        .expireAfter(
                                Expiry.<CredentialHash, V>creating(
                                        (key, decision) -> left(decision)))
                        .ticker(() -> nanos(clock.instant()))
                        .executor(Runnable::run)
                        .buildAsync();
    }

    /** The decision, if it was made before and still holds. */
    public Optional<V> find(CredentialHash key) {
        CompletableFuture<V> future = decisions.asMap().get(key);
        if (future == null || !future.isDone() || future.isCompletedExceptionally()) {
            return Optional.empty();
        }
        V decision = future.join();
        if (!decision.expiresAt().isAfter(clock.instant())) {
            decisions.asMap().remove(key, future);
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(decision);
    }

    /**
     * Makes the decision that {@link #find} did not have, or waits for the thread that is making
     * it.
     *
     * @param decide completes the future it is given, at once or later, on any thread; if it
     *     throws, so does this method, in every thread that waits
     * @param patience how long to wait
     * @return the decision; empty if none was made in time, or too many wait already
     */
    public Optional<V> decide(
            CredentialHash key, Consumer<CompletableFuture<V>> decide, Duration patience) {
        misses.increment();
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> first = decisions.asMap().putIfAbsent(key, mine);
        if (first != null) {
            // Waited for in vain by more than one: the next who asks begins anew.
            return followers.await(first, patience, () -> decisions.asMap().remove(key, first));
        }
        loads.increment();
        CompletableFuture<V> made = new CompletableFuture<>();
        var unused = made.whenComplete((decision, failure) -> settle(key, mine, decision, failure));
        try {
            decide.accept(made);
        } catch (RuntimeException | Error failure) {
            made.completeExceptionally(failure);
        }
        return WaitingRoom.get(mine, patience, () -> {});
    }

    /**
     * Counts a decision that was made but decides nothing, such as an endpoint that does not
     * answer.
     */
    public void countFailure() {
        failures.increment();
    }

    /** Keeps a decision that was made elsewhere, until it expires. */
    public void put(CredentialHash key, V decision) {
        decisions.put(key, CompletableFuture.completedFuture(decision));
    }

    /** Forgets the decisions that {@code which} names; looks at every one. */
    public void forgetIf(Predicate<V> which) {
        decisions.synchronous().asMap().values().removeIf(which);
    }

    /** Forgets one decision. */
    public void forget(CredentialHash key) {
        decisions.asMap().remove(key);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CacheStatistics statistics() {
        decisions.synchronous().cleanUp();
        return new CacheStatistics(
                decisions.asMap().size(), hits.sum(), misses.sum(), loads.sum(), failures.sum());
    }

    @Override
    public void clear() {
        decisions.asMap().clear();
    }

    /** How long a decision has left; a negative time is over. */
    private Duration left(V decision) {
        Instant now = clock.instant();
        Instant end = decision.expiresAt();
        if (!end.isAfter(now)) {
            return Duration.ZERO;
        }
        Instant latest = now.plus(LONGEST);
        return Duration.between(now, end.isAfter(latest) ? latest : end);
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private static int weight(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    /** What must not be kept leaves the cache before anyone can see it there. */
    private void settle(
            CredentialHash key, CompletableFuture<V> mine, V decision, Throwable failure) {
        if (failure != null) {
            failures.increment();
            decisions.asMap().remove(key, mine);
            mine.completeExceptionally(failure);
            return;
        }
        if (!decision.expiresAt().isAfter(clock.instant())) {
            decisions.asMap().remove(key, mine);
        }
        mine.complete(decision);
    }
}
