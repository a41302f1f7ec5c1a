package betterauth.jakarta.spi;

/**
 * Decides whether a session is live, and whose it is. An application that makes an
 * application-scoped CDI bean of this type replaces the default, which calls Better Auth's {@code
 * get-session}. Safe for use by many threads.
 *
 * <p>The signature of a cookie or of a signed token is verified before the source is asked; {@code
 * better-auth.secret} must be set for that. A bearer token without a signature reaches the source
 * as it is: a source that must not accept it answers {@link SessionAnswer.Absent} where {@link
 * SessionQuery#signature()} is null. It must look at {@link SessionQuery#kind()}, since an API key
 * is no session token.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SessionSource {

    /**
     * Answers one question. May block, and must time out by itself: the library calls this on
     * threads of its own, at most {@code better-auth.session.max-calls} at once, once for all
     * requests that ask for the same session at the same time, and not again within {@code
     * better-auth.session.cache-ttl}.
     *
     * <p>What it throws counts as {@link SessionAnswer.Unavailable}, with type and stack trace in
     * the log, without the message, which may repeat the credential.
     *
     * @param query the credential, and where it came from
     * @return whether the session is live, and whose it is; never null
     */
    SessionAnswer find(SessionQuery query);
}
