package betterauth.jakarta.session;

import betterauth.jakarta.cache.Expiring;
import betterauth.jakarta.identity.Authentication;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a session credential.
 *
 * @param expiresAt until when it holds
 * @param sessionId the session's id, or null where there is none
 * @param asked when the question was asked that this answers
 */
record SessionDecision(
        Authentication authentication, Instant expiresAt, @Nullable String sessionId, Instant asked)
        implements Expiring {

    /** A decision that must be made anew each time. */
    static SessionDecision passing(Authentication authentication) {
        return new SessionDecision(authentication, Instant.MIN, null, Instant.MIN);
    }

    SessionDecision unkept() {
        return new SessionDecision(authentication, Instant.MIN, sessionId, asked);
    }

    SessionDecision askedAt(Instant time) {
        return new SessionDecision(authentication, expiresAt, sessionId, time);
    }
}
