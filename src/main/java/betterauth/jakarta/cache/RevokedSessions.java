package betterauth.jakarta.cache;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions, or the users whose sessions, were revoked lately: answers to earlier questions must
 * not be kept. Bounded, and never to the advantage of a revoked session: once the earliest
 * revocation is forgotten, no answer counts to a question from before it.
 */
public final class RevokedSessions {

    private static final int MAXIMUM = 10_000;

    private record Revocation(CredentialHash id, Instant time) {}

    private final Map<CredentialHash, Instant> times = new ConcurrentHashMap<>();
    private final Queue<Revocation> byTime = new ArrayDeque<>();
    private final Clock clock;
    private volatile Instant forgotten = Instant.MIN;

    public RevokedSessions(Clock clock) {
        this.clock = clock;
    }

    /** Notes that a session, or all of a user, was revoked. */
    public synchronized void add(String id) {
        Revocation added = new Revocation(CredentialHash.of(id), clock.instant());
        times.put(added.id(), added.time());
        byTime.add(added);
        if (byTime.size() > MAXIMUM) {
            Revocation earliest = byTime.remove();
            // Before it leaves, so that no answer slips through in between.
            forgotten = earliest.time();
            times.remove(earliest.id(), earliest.time());
        }
    }

    /** Whether it was revoked at {@code askedAt} or later. */
    public boolean isRevokedSince(String id, Instant askedAt) {
        if (times.isEmpty()) {
            return false;
        }
        Instant time = times.get(CredentialHash.of(id));
        return (time != null && !time.isBefore(askedAt)) || !askedAt.isAfter(forgotten);
    }
}
