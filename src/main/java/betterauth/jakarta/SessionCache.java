package betterauth.jakarta;

/**
 * The cache of sessions. Inject it to make a sign-out, a ban or a change of roles take effect in
 * this application at once; without it they do within {@code better-auth.session.cache-ttl}. With
 * {@code better-auth.session.source=redis} they do at once in any case, and an eviction reaches
 * every node.
 *
 * @since 0.1.0
 */
public interface SessionCache {

    /**
     * Evicts a session: the next request with it asks Better Auth.
     *
     * <p>With {@code better-auth.cookie-cache} a browser that keeps its {@code session_data} cookie
     * is still accepted until that cookie expires, here as by Better Auth itself.
     *
     * @param sessionId the id of {@link UserSession}; an unknown one does nothing
     */
    void forget(String sessionId);
}
