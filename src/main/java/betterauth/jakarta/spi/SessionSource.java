package betterauth.jakarta.spi;

/**
 * Decides whether a session is live, and whose it is. An application that makes a CDI bean of this
 * type replaces the default, which calls Better Auth's {@code get-session}. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface SessionSource {

    /**
     * Answers one question. May block: the library calls this on threads of its own, at most {@code
     * better-auth.session.max-calls} at once, once for all requests that ask for the same session
     * at the same time, and not again within {@code better-auth.session.cache-ttl}.
     *
     * <p>What it throws counts as {@link SessionAnswer.Unavailable}, with the stack trace in the
     * log.
     */
    SessionAnswer find(SessionQuery query);
}
