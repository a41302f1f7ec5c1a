package betterauth.jakarta.token;

import betterauth.jakarta.config.LogoutSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which sessions ended, so that the access tokens that were issued until then count no
 * more. Safe for use by many threads; the memory is of this node alone, and lost with it.
 *
 * <p>Bounded, and never to the advantage of an ended session: where the memory is full the oldest
 * end leaves, and from then on no token that was issued until that end counts. Its client has to
 * refresh it, which an ended session cannot. The same is true of tokens that are older than the
 * memory reaches.
 *
 * <p>A token that was issued later counts: Better Auth issues one for an ended session by a refresh
 * token with {@code offline_access} only, which a logout leaves alone (OpenID Connect Back-Channel
 * Logout 1.0, section 2.7).
 */
public final class EndedSessions {

    /** About how much heap an end takes, with an id of 256 characters. */
    private static final int ENTRY_BYTES = 512;

    private final Duration maxTokenAge;
    private final long maximum;
    private final Clock clock;
    private final Map<String, Instant> sessions = new ConcurrentHashMap<>();
    private final Map<String, Instant> users = new ConcurrentHashMap<>();
    private final TreeMap<Instant, List<LogoutOutcome.Ended>> byEnd = new TreeMap<>();
    private int count;
    private volatile Instant forgotten = Instant.MIN;

    public EndedSessions(LogoutSettings settings, Clock clock) {
        this.maxTokenAge = settings.maxTokenAge();
        this.maximum = settings.cacheBytes() / ENTRY_BYTES;
        this.clock = clock;
    }

    /** Remembers an end. */
    public synchronized void ended(LogoutOutcome.Ended end) {
        if (end.at().isAfter(forgotten)) {
            remember(end);
        }
        while (count > maximum) {
            forgetOldest();
        }
    }

    /**
     * Whether an access token was issued in a session that ended since, or may have been.
     *
     * @param sessionId its {@code sid}, or null
     * @param userId its {@code sub}
     * @param issuedAt its {@code iat}
     */
    public boolean isEnded(@Nullable String sessionId, String userId, Instant issuedAt) {
        // In this order: what leaves the memory meanwhile is forgotten by then.
        return (sessionId != null && isUntil(sessions.get(sessionId), issuedAt))
                || isUntil(users.get(userId), issuedAt)
                || !issuedAt.isAfter(forgotten)
                || !issuedAt.isAfter(clock.instant().minus(maxTokenAge));
    }

    /**
     * Whether a token that names no session was issued before its user's sessions all ended, or may
     * have been.
     *
     * @param userId its {@code sub}
     * @param issuedAt its {@code iat}
     */
    public boolean isEnded(String userId, Instant issuedAt) {
        return isUntil(users.get(userId), issuedAt) || !issuedAt.isAfter(forgotten);
    }

    private static boolean isUntil(@Nullable Instant end, Instant issuedAt) {
        return end != null && !issuedAt.isAfter(end);
    }

    private void remember(LogoutOutcome.Ended end) {
        if (end.sessionId() != null) {
            keepLatest(sessions, end.sessionId(), end.at());
        } else if (end.userId() != null) {
            keepLatest(users, end.userId(), end.at());
        }
        byEnd.computeIfAbsent(end.at(), at -> new ArrayList<>()).add(end);
        count++;
    }

    private static void keepLatest(Map<String, Instant> ends, String id, Instant at) {
        ends.merge(id, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    private void forgetOldest() {
        Map.Entry<Instant, List<LogoutOutcome.Ended>> oldest = byEnd.pollFirstEntry();
        // Before it leaves, so that no token slips through in between.
        forgotten = oldest.getKey();
        for (LogoutOutcome.Ended end : oldest.getValue()) {
            count--;
            if (end.sessionId() != null) {
                sessions.remove(end.sessionId(), end.at());
            } else if (end.userId() != null) {
                users.remove(end.userId(), end.at());
            }
        }
    }
}
