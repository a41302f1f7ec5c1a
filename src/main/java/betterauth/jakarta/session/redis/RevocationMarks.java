package betterauth.jakarta.session.redis;

import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.observe.BoundedLog;
import betterauth.jakarta.observe.Loggers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Since when each user's sessions count: what began before was revoked, as by a ban or a new
 * password, although its key may still be there. Safe for use by many threads.
 */
final class RevocationMarks {

    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

    private final RedisReader redis;
    private final String prefix;
    private final RedisChanges changes;
    private final CoalescingCache<RevocationMark> marks;
    private final Duration ttl;
    private final Duration timeout;
    private final Clock clock;
    private final BoundedLog log;

    /**
     * Puts the parts together.
     *
     * @param ttl how long a mark is remembered
     * @param timeout how long to wait for one
     */
    RevocationMarks(
            RedisReader redis,
            String prefix,
            RedisChanges changes,
            CoalescingCache<RevocationMark> marks,
            Duration ttl,
            Duration timeout,
            Clock clock) {
        this.redis = redis;
        this.prefix = prefix;
        this.changes = changes;
        this.marks = marks;
        this.ttl = ttl;
        this.timeout = timeout;
        this.clock = clock;
        this.log = new BoundedLog(Loggers.sessions(), clock);
    }

    CoalescingCache<RevocationMark> cache() {
        return marks;
    }

    /** The mark of a user; empty if it is unknown. */
    Optional<RevocationMark> of(String userId) {
        CredentialHash hash = CredentialHash.of(userId);
        AtomicBoolean isOwn = new AtomicBoolean();
        Optional<RevocationMark> mark = cached(hash).or(() -> load(hash, userId, isOwn));
        if (!isOwn.get() && mark.filter(RevocationMarks::hasChanged).isPresent()) {
            // Another request had begun to read it before this one came.
            mark = cached(hash).or(() -> load(hash, userId, isOwn));
        }
        return mark.filter(known -> !known.isFailure());
    }

    private static boolean hasChanged(RevocationMark mark) {
        return !mark.isFailure() && !mark.isUnchanged().getAsBoolean();
    }

    private Optional<RevocationMark> cached(CredentialHash hash) {
        Optional<RevocationMark> found = marks.getIfPresent(hash);
        if (found.filter(RevocationMarks::hasChanged).isPresent()) {
            marks.invalidate(hash);
            return Optional.empty();
        }
        return found;
    }

    private Optional<RevocationMark> load(CredentialHash hash, String userId, AtomicBoolean isOwn) {
        return marks.get(
                hash,
                () -> {
                    isOwn.set(true);
                    return CompletableFuture.completedFuture(read(userId));
                },
                timeout);
    }

    private RevocationMark read(String userId) {
        long since = changes.now();
        Instant until = clock.instant().plus(ttl);
        try {
            String value = redis.get(StorageKeys.revocation(prefix, userId));
            if (value != null && !MILLIS.matcher(value).matches()) {
                return unknown("Redis has something other than a time as a mark of revocation");
            }
            Instant before = value == null ? null : Instant.ofEpochMilli(Long.parseLong(value));
            return new RevocationMark(before, until, changes.unchanged(since, userId));
        } catch (IOException failed) {
            return unknown(String.valueOf(failed.getMessage()));
        }
    }

    private RevocationMark unknown(String reason) {
        log.log(System.Logger.Level.WARNING, "A revocation is undecided: {0}", reason);
        return RevocationMark.UNKNOWN;
    }
}
