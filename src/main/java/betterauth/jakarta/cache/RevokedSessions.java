package betterauth.jakarta.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;

/**
 * The sessions, or the users whose sessions, were revoked lately: answers to earlier questions must
 * not be kept.
 */
public final class RevokedSessions {

    private static final int MAXIMUM = 10_000;

    private final Cache<CredentialHash, Instant> times =
            Caffeine.newBuilder().maximumSize(MAXIMUM).executor(Runnable::run).build();
    private final Clock clock;

    public RevokedSessions(Clock clock) {
        this.clock = clock;
    }

    /** Notes that a session, or all of a user, was revoked. */
    public void add(String id) {
        times.put(CredentialHash.of(id), clock.instant());
    }

    /** Whether it was revoked at {@code askedAt} or later. */
    public boolean isRevokedSince(String id, Instant askedAt) {
        if (times.estimatedSize() == 0) {
            return false;
        }
        Instant time = times.getIfPresent(CredentialHash.of(id));
        return time != null && !time.isBefore(askedAt);
    }
}
