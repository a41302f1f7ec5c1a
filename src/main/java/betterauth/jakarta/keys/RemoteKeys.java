package betterauth.jakarta.keys;

import betterauth.jakarta.CacheStatistics;
import betterauth.jakarta.cache.Bulkhead;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.config.KeySettings;
import betterauth.jakarta.jose.VerificationKey;
import betterauth.jakarta.keys.KeyFetches.Fetch;
import betterauth.jakarta.keys.KeyFetches.Fetched;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The keys behind an endpoint: held, refreshed in the background, fetched at once for an unknown
 * id.
 *
 * <p>One fetch runs at a time however many threads wait for it, and none of them holds a lock.
 * While the endpoint fails the old keys serve on, up to {@code stale-if-error}.
 *
 * <p>Nimbus's {@code JWKSource} would do most of this, but it holds a lock during a fetch, lets any
 * number of threads wait for it and remembers no unknown id.
 */
final class RemoteKeys implements KeySource, ObservableCache {

    private static final Duration ABSENCE_REMEMBERED = Duration.ofSeconds(60);
    private static final int MAXIMUM_ABSENCES = 1000;

    /** Requests that wait for a fetch. */
    private static final int MAXIMUM_WAITING = 64;

    private final KeyFetches fetches;
    private final KeySettings settings;
    private final Clock clock;
    private final Bulkhead waiting = new Bulkhead(MAXIMUM_WAITING);
    private final Cache<String, Instant> absent =
            Caffeine.newBuilder().maximumSize(MAXIMUM_ABSENCES).executor(Runnable::run).build();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    RemoteKeys(
            KeyEndpoint endpoint,
            KeySetReader reader,
            KeySettings settings,
            Clock clock,
            Executor executor) {
        this.fetches = new KeyFetches(endpoint, reader, settings, clock, executor);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Answer find(@Nullable String keyId, JwsAlgorithm algorithm) {
        Instant asked = clock.instant();
        Optional<KeySet> keys = current();
        if (keys.isPresent() && keys.get().hasKeyId(keyId)) {
            hits.increment();
            return answer(keys.get(), keyId, algorithm);
        }
        misses.increment();
        String absence = String.valueOf(keyId);
        if (keys.isPresent() && isKnownAbsent(absence, asked)) {
            return new Answer.Absent();
        }
        Optional<Fetch> fetch = fetches.next();
        Optional<KeySet> fetched = fetch.flatMap(this::await);
        if (fetched.isEmpty()) {
            return new Answer.Unknown(settings.minRefetchInterval());
        }
        if (!fetched.get().hasKeyId(keyId)) {
            // A fetch that began before this token came proves nothing about its key.
            if (fetch.orElseThrow().began().isBefore(asked)) {
                return new Answer.Unknown(settings.minRefetchInterval());
            }
            absent.put(absence, clock.instant());
        }
        return answer(fetched.get(), keyId, algorithm);
    }

    @Override
    public boolean isCurrent(VerificationKey key) {
        return current().filter(keys -> keys.contains(key)).isPresent();
    }

    @Override
    public CompletableFuture<Boolean> prefetch() {
        return fetches.prefetch();
    }

    @Override
    public boolean isAvailable() {
        Optional<Fetched> held = fetches.held();
        if (held.isEmpty() && fetches.isAbsent()) {
            return true;
        }
        if (held.filter(this::isFresh).isEmpty()) {
            var unused = fetches.next();
        }
        return held.filter(this::isUsable).isPresent();
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public CacheStatistics statistics() {
        return new CacheStatistics(
                fetches.held().map(held -> held.keys().size()).orElse(0),
                hits.sum(),
                misses.sum(),
                fetches.begun(),
                fetches.failed());
    }

    /**
     * Forgets the keys and the absent ids; the next token brings the keys back, without a floor.
     */
    @Override
    public void clear() {
        fetches.clear();
        absent.invalidateAll();
    }

    private static Answer answer(KeySet keys, @Nullable String keyId, JwsAlgorithm algorithm) {
        return keys.find(keyId, algorithm)
                .<Answer>map(Answer.Found::new)
                .orElseGet(Answer.Absent::new);
    }

    /** The keys that may be used now; starts or awaits a fetch where they are too old. */
    private Optional<KeySet> current() {
        Optional<Fetched> held = fetches.held();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        if (isFresh(held.get())) {
            return held.map(Fetched::keys);
        }
        Duration age = Duration.between(held.get().at(), clock.instant());
        Optional<Fetch> refresh = fetches.next();
        boolean wasIdle = age.compareTo(settings.refreshInterval().multipliedBy(2)) >= 0;
        if (wasIdle && refresh.isPresent() && !refresh.get().followsFailure()) {
            var unused = await(refresh.get());
            // Without an end of the refresh nothing is known of keys that old.
            if (!refresh.get().isDone()) {
                return Optional.empty();
            }
        }
        return fetches.held().filter(this::isUsable).map(Fetched::keys);
    }

    private boolean isFresh(Fetched fetched) {
        return fetched.at().plus(settings.refreshInterval()).isAfter(clock.instant());
    }

    private boolean isUsable(Fetched fetched) {
        return fetched.at().plus(settings.staleIfError()).isAfter(clock.instant());
    }

    /** The keys that a fetch brings, if it does in time and the bulkhead admits the request. */
    private Optional<KeySet> await(Fetch fetch) {
        Duration timeout = settings.connectTimeout().plus(settings.readTimeout());
        return waiting.await(fetch.keys(), timeout, Optional::isPresent).flatMap(keys -> keys);
    }

    private boolean isKnownAbsent(String keyId, Instant now) {
        Instant since = absent.getIfPresent(keyId);
        return since != null && now.isBefore(since.plus(ABSENCE_REMEMBERED));
    }
}
