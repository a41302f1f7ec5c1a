package betterauth.jakarta.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a logout token says, or why it says nothing. */
public sealed interface LogoutOutcome {

    /**
     * A session ended, or all sessions of a user (OpenID Connect Back-Channel Logout 1.0, section
     * 2.4).
     *
     * @param sessionId the session, or null for all of the user's
     * @param userId the user, or null where only the session is named
     * @param at when, by Better Auth's clock
     */
    record Ended(@Nullable String sessionId, @Nullable String userId, Instant at)
            implements LogoutOutcome {

        public Ended {
            if (sessionId == null && userId == null) {
                throw new IllegalArgumentException("Either a session or a user must be named");
            }
        }
    }

    /**
     * The token is no valid logout token.
     *
     * @param detail why, for the answer: without anything of the request
     */
    record Invalid(String detail) implements LogoutOutcome {}

    /** The key that would verify the token is unavailable. */
    record Unavailable(String detail, Duration retryAfter) implements LogoutOutcome {}
}
