package betterauth.jakarta.session;

import betterauth.jakarta.cache.CredentialHash;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;

/** The sessions that were forgotten of late: answers from before then must not be kept. */
final class Forgotten {

    private static final int MOST = 10_000;

    private final Cache<CredentialHash, Instant> times =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final Clock clock;

    Forgotten(Clock clock) {
        this.clock = clock;
    }

    void add(String sessionId) {
        times.put(CredentialHash.of(sessionId), clock.instant());
    }

    /** Whether the session was forgotten at {@code asked} or later. */
    boolean since(String sessionId, Instant asked) {
        Instant time = times.getIfPresent(CredentialHash.of(sessionId));
        return time != null && !time.isBefore(asked);
    }
}
