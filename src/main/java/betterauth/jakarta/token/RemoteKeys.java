package betterauth.jakarta.token;

import betterauth.jakarta.cache.CacheStatistics;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.KeySettings;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The keys behind an endpoint: held, refreshed in the background, fetched at once for an unknown
 * id.
 *
 * <p>One fetch runs at a time however many threads wait for it, and none of them holds a lock.
 * While the endpoint fails the old keys serve on, up to {@code stale-if-error}.
 */
final class RemoteKeys implements KeySource, ObservableCache {

    private static final System.Logger LOG = System.getLogger(RemoteKeys.class.getName());
    private static final Duration ABSENCE_REMEMBERED = Duration.ofSeconds(60);
    private static final int MOST_ABSENCES = 1000;

    private final KeyEndpoint endpoint;
    private final KeySetReader reader;
    private final KeySettings settings;
    private final Clock clock;
    private final Executor executor;

    private final AtomicReference<@Nullable Fetched> held = new AtomicReference<>();
    private final AtomicReference<@Nullable Fetch> latest = new AtomicReference<>();
    private final Cache<String, Instant> absent =
            Caffeine.newBuilder().maximumSize(MOST_ABSENCES).executor(Runnable::run).build();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder fetches = new LongAdder();
    private final LongAdder failures = new LongAdder();

    RemoteKeys(
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

    @Override
    public Answer find(@Nullable String keyId, JwsAlgorithm algorithm) {
        Instant asked = clock.instant();
        Optional<KeySet> keys = current();
        if (keys.isPresent() && keys.get().knows(keyId)) {
            hits.increment();
            return answer(keys.get(), keyId, algorithm);
        }
        misses.increment();
        String absence = String.valueOf(keyId);
        if (keys.isPresent() && isKnownAbsent(absence, asked)) {
            return new Answer.Absent();
        }
        Optional<Fetch> fetch = fetchAfter(settings.minRefetchInterval());
        if (fetch.isPresent() && fetch.get().await(patience())) {
            KeySet fetched = heldKeys().orElseThrow();
            // A fetch that began before this token came proves nothing about its key.
            if (!fetched.knows(keyId) && fetch.get().began().isBefore(asked)) {
                return new Answer.Unknown(settings.minRefetchInterval());
            }
            if (!fetched.knows(keyId)) {
                absent.put(absence, clock.instant());
            }
            return answer(fetched, keyId, algorithm);
        }
        return new Answer.Unknown(settings.minRefetchInterval());
    }

    @Override
    public boolean isCurrent(VerificationKey key) {
        return current().filter(keys -> keys.contains(key)).isPresent();
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public CacheStatistics statistics() {
        return new CacheStatistics(
                heldKeys().map(KeySet::size).orElse(0),
                hits.sum(),
                misses.sum(),
                fetches.sum(),
                failures.sum());
    }

    /**
     * Forgets the keys and the absent ids; the next token brings the keys back, without a floor.
     */
    @Override
    public void clear() {
        held.set(null);
        latest.set(null);
        absent.invalidateAll();
    }

    private static Answer answer(KeySet keys, @Nullable String keyId, JwsAlgorithm algorithm) {
        return keys.find(keyId, algorithm)
                .<Answer>map(Answer.Found::new)
                .orElseGet(Answer.Absent::new);
    }

    private Optional<KeySet> heldKeys() {
        return Optional.ofNullable(held.get()).map(Fetched::keys);
    }

    /** The keys that may be used now; starts or awaits a fetch where they are too old. */
    private Optional<KeySet> current() {
        Fetched fetched = held.get();
        if (fetched == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(fetched.at(), clock.instant());
        if (age.compareTo(settings.refreshInterval()) < 0) {
            return Optional.of(fetched.keys());
        }
        Optional<Fetch> refresh = fetchAfter(settings.minRefetchInterval());
        boolean wasIdle = age.compareTo(settings.refreshInterval().multipliedBy(2)) >= 0;
        if (wasIdle && refresh.isPresent() && !refresh.get().followsFailure()) {
            refresh.get().await(patience());
        }
        Fetched newest = held.get();
        if (newest == null || !newest.at().plus(settings.staleIfError()).isAfter(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(newest.keys());
    }

    private boolean isKnownAbsent(String keyId, Instant now) {
        Instant since = absent.getIfPresent(keyId);
        return since != null && now.isBefore(since.plus(ABSENCE_REMEMBERED));
    }

    private Duration patience() {
        return settings.connectTimeout().plus(settings.readTimeout());
    }

    /**
     * The fetch under way, or a new one; empty if the latest began less than {@code interval} ago.
     */
    private Optional<Fetch> fetchAfter(Duration interval) {
        Fetch previous = latest.get();
        if (previous != null && !previous.isDone()) {
            return Optional.of(previous);
        }
        if (previous != null && clock.instant().isBefore(previous.began().plus(interval))) {
            return Optional.empty();
        }
        Fetch next =
                new Fetch(
                        clock.instant(),
                        previous != null && previous.failed(),
                        new CompletableFuture<>());
        if (!latest.compareAndSet(previous, next)) {
            return Optional.ofNullable(latest.get());
        }
        try {
            executor.execute(() -> run(next));
        } catch (RejectedExecutionException closing) {
            next.succeeded().complete(false);
        } catch (RuntimeException | Error fault) {
            next.succeeded().complete(false);
            throw fault;
        }
        return Optional.of(next);
    }

    private void run(Fetch fetch) {
        fetches.increment();
        try {
            KeySet keys = reader.read(endpoint.fetch());
            Fetched older = held.get();
            held.set(new Fetched(older == null ? keys : keys.keeping(older.keys()), fetch.began()));
            fetch.succeeded().complete(true);
        } catch (IOException | RuntimeException failed) {
            failures.increment();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Keys could not be fetched: {0}",
                    failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            // Does nothing if the fetch succeeded.
            fetch.succeeded().complete(false);
        }
    }

    /** Keys and when their fetch began. */
    private record Fetched(KeySet keys, Instant at) {}

    /** One fetch, under way or ended. */
    private record Fetch(
            Instant began, boolean followsFailure, CompletableFuture<Boolean> succeeded) {

        boolean isDone() {
            return succeeded.isDone();
        }

        boolean failed() {
            return !succeeded.getNow(true);
        }

        /** Whether it brought keys, within the time given. */
        boolean await(Duration patience) {
            try {
                return succeeded.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException late) {
                return false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
