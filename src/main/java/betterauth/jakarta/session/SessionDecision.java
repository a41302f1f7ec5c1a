package betterauth.jakarta.session;

import betterauth.jakarta.cache.Expiring;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.HeapSize;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a session credential.
 *
 * @param expiresAt until when it holds
 * @param sessionId the session's id, or null where there is none
 * @param asked when the question was asked that this answers
 * @param isKeyCurrent whether the key that it rests on still verifies
 */
record SessionDecision(
        Authentication authentication,
        Instant expiresAt,
        @Nullable String sessionId,
        Instant asked,
        BooleanSupplier isKeyCurrent)
        implements Expiring {

    /** A decision that rests on no key. */
    SessionDecision(
            Authentication authentication,
            Instant expiresAt,
            @Nullable String sessionId,
            Instant asked) {
        this(authentication, expiresAt, sessionId, asked, () -> true);
    }

    @Override
    public long bytes() {
        return HeapSize.of(authentication);
    }

    /** A decision that must be made anew each time. */
    static SessionDecision passing(Authentication authentication) {
        return new SessionDecision(authentication, Instant.MIN, null, Instant.MIN);
    }

    SessionDecision unkept() {
        return new SessionDecision(authentication, Instant.MIN, sessionId, asked, isKeyCurrent);
    }

    SessionDecision askedAt(Instant time) {
        return new SessionDecision(authentication, expiresAt, sessionId, time, isKeyCurrent);
    }
}
