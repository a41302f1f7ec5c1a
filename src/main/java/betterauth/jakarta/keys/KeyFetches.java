package betterauth.jakarta.keys;

import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.observe.Loggers;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Fetches keys: one fetch at a time however many threads ask, none sooner after another than {@code
 * min-refetch-interval}. No lock is held meanwhile.
 */
final class KeyFetches {

    private static final System.Logger LOG = Loggers.keys();

    private final KeyEndpoint endpoint;
    private final KeySetReader reader;
    private final KeySettings settings;
    private final Clock clock;
    private final Executor executor;

    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);
    private final LongAdder begun = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean isAbsent;

    KeyFetches(
            KeyEndpoint endpoint,
            KeySetReader reader,
            KeySettings settings,
            Clock clock,
            Executor executor) {
        this.endpoint = endpoint;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
        this.executor = executor;
    }

    /** The keys of the latest fetch that brought any. */
    Optional<Fetched> held() {
        return Optional.ofNullable(now().held());
    }

    /** The fetch under way, or a new one; empty if it is too soon for one. */
    Optional<Fetch> next() {
        State now = now();
        Fetch previous = now.latest();
        if (previous != null && !previous.isDone()) {
            return Optional.of(previous);
        }
        if (previous != null
                && clock.instant().isBefore(previous.began().plus(settings.minRefetchInterval()))) {
            return Optional.empty();
        }
        Fetch next =
                new Fetch(
                        clock.instant(),
                        previous != null && previous.failed(),
                        new CompletableFuture<>());
        if (!state.compareAndSet(now, new State(now.held(), next))) {
            // Another began one, or all was cleared.
            Fetch theirs = now().latest();
            return theirs == null ? next() : Optional.of(theirs);
        }
        try {
            executor.execute(() -> run(next));
        } catch (RejectedExecutionException closing) {
            next.keys().complete(Optional.empty());
        } catch (RuntimeException | Error fault) {
            next.keys().complete(Optional.empty());
            throw fault;
        }
        return Optional.of(next);
    }

    /**
     * Begins a fetch before any token needs one, and prepares the keys for their first check. Once
     * it has ended it counts as none: what is still lacking then, such as the first key of a new
     * Better Auth, is fetched at once.
     *
     * @return whether it brought keys
     */
    CompletableFuture<Boolean> prefetch() {
        Optional<Fetch> first = next();
        if (first.isEmpty()) {
            return CompletableFuture.completedFuture(held().isPresent());
        }
        Fetch fetch = first.get();
        return fetch.keys()
                .thenApply(
                        keys -> {
                            state.updateAndGet(now -> now.without(fetch));
                            keys.ifPresent(KeySet::prepare);
                            return keys.isPresent();
                        });
    }

    /**
     * Forgets the keys; the next fetch may begin at once. One that is under way serves those who
     * wait for it and is not kept.
     */
    void clear() {
        state.set(State.NONE);
    }

    long begun() {
        return begun.sum();
    }

    long failed() {
        return failed.sum();
    }

    /**
     * Whether the endpoint said at last that there is none, as a Better Auth without tokens does.
     */
    boolean isAbsent() {
        return isAbsent;
    }

    private State now() {
        return Objects.requireNonNull(state.get());
    }

    private void run(Fetch fetch) {
        begun.increment();
        try {
            Fetched known = now().held();
            KeySet keys = reader.read(endpoint.fetch());
            State now = state.updateAndGet(before -> before.with(keys, fetch));
            Fetched held = now.held();
            isAbsent = false;
            logChange(known == null ? null : known.keys(), keys);
            fetch.keys().complete(Optional.of(held == null ? keys : held.keys()));
        } catch (IOException | RuntimeException failure) {
            failed.increment();
            isAbsent = failure instanceof KeyEndpoint.AbsentException;
            LOG.log(
                    System.Logger.Level.WARNING,
                    () ->
                            "Keys could not be fetched from "
                                    + settings.place()
                                    + ": "
                                    + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            // Does nothing if the fetch succeeded.
            fetch.keys().complete(Optional.empty());
        }
    }

    private void logChange(@Nullable KeySet before, KeySet now) {
        if (before == null || !before.toString().equals(now.toString())) {
            LOG.log(System.Logger.Level.INFO, () -> "Keys of " + settings.place() + ": " + now);
        }
    }

    /** Keys and when their fetch began. */
    record Fetched(KeySet keys, Instant at) {}

    /**
     * One fetch, under way or ended.
     *
     * @param keys completed with the keys, or with none if it failed
     */
    record Fetch(Instant began, boolean followsFailure, CompletableFuture<Optional<KeySet>> keys) {

        boolean isDone() {
            return keys.isDone();
        }

        boolean failed() {
            return isDone() && keys.join().isEmpty();
        }
    }

    /** What is held and what was begun, changed together. */
    private record State(@Nullable Fetched held, @Nullable Fetch latest) {

        static final State NONE = new State(null, null);

        /** The state with what a fetch brought, unless all was cleared meanwhile. */
        State with(KeySet keys, Fetch fetch) {
            if (!fetch.equals(latest)) {
                return this;
            }
            KeySet kept = held == null ? keys : keys.keeping(held.keys());
            return new State(new Fetched(kept, fetch.began()), fetch);
        }

        /** The state as if this fetch had not been, but for what it brought. */
        State without(Fetch fetch) {
            return fetch.equals(latest) ? new State(held, null) : this;
        }
    }
}
