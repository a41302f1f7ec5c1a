package betterauth.jakarta.spi;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SessionSource} answers.
 *
 * @since 0.1.0
 */
public sealed interface SessionAnswer {

    /**
     * The session is live.
     *
     * @param session Better Auth's session: at least {@code id}, {@code token} and {@code
     *     expiresAt} (ISO-8601, or milliseconds since 1970)
     * @param user its user: at least {@code id}
     */
    record Found(JsonObject session, JsonObject user) implements SessionAnswer {

        /** Without the fields: sessions hold tokens, and users are personal. */
        @Override
        public String toString() {
            return "Found[]";
        }
    }

    /** There is no such session, or it has ended. */
    record Absent() implements SessionAnswer {}

    /**
     * The credential is one that Better Auth knows and does not accept now, such as an API key
     * whose own limit is used up.
     *
     * @param retryAfter when presenting it again may help, at least a second; null if that is not a
     *     matter of time
     */
    record Refused(@Nullable Duration retryAfter) implements SessionAnswer {

        /**
         * Raises a shorter {@code retryAfter} to a second.
         *
         * @param retryAfter when presenting it again may help; null if that is not a matter of time
         */
        public Refused {
            retryAfter = retryAfter == null ? null : atLeastASecond(retryAfter);
        }
    }

    /**
     * Whether the session is live is undecided. The caller is neither let in nor told that the
     * session has ended.
     *
     * @param reason what failed, for the log: no credential and nothing of the user; null if that
     *     needs no line of its own
     * @param retryAfter when to ask again: from a second to 24 hours
     * @param isCallerLimited whether questions for the same caller's address must wait until then
     */
    record Unavailable(@Nullable String reason, Duration retryAfter, boolean isCallerLimited)
            implements SessionAnswer {

        private static final Duration MAXIMUM_RETRY = Duration.ofHours(24);

        /**
         * Brings {@code retryAfter} between a second and 24 hours.
         *
         * @param reason what failed; null if that needs no line of its own
         * @param retryAfter when to ask again
         * @param isCallerLimited whether questions for the same caller's address must wait
         */
        public Unavailable {
            Duration wait = atLeastASecond(retryAfter);
            retryAfter = wait.compareTo(MAXIMUM_RETRY) > 0 ? MAXIMUM_RETRY : wait;
        }

        /**
         * Unavailable to whoever asks.
         *
         * @param reason what failed, for the log
         * @param retryAfter when to ask again
         */
        public Unavailable(String reason, Duration retryAfter) {
            this(reason, retryAfter, false);
        }
    }

    private static Duration atLeastASecond(Duration duration) {
        Duration second = Duration.ofSeconds(1);
        return duration.compareTo(second) < 0 ? second : duration;
    }
}
