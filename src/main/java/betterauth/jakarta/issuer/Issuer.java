package betterauth.jakarta.issuer;

import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.session.SessionAuthenticator;
import betterauth.jakarta.token.BackChannelLogout;
import betterauth.jakarta.token.LogoutOutcome;
import betterauth.jakarta.token.TokenAuthenticator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One issuer of credentials: its URL, its keys with the rules for each kind of its tokens, and its
 * sessions. Nothing that belongs to it is shared with another issuer: caches and counters are its
 * own, and its callers are equal to no other's. Safe for use by many threads.
 */
public final class Issuer {

    private final String url;
    private final TokenAuthenticator tokens;
    private final Optional<IntrospectedTokens> introspected;
    private final SenderConstraint constraint;
    private final SessionAuthenticator sessions;
    private final List<ObservableCache> more;

    /**
     * Puts the parts together.
     *
     * @param url the {@code iss} of its tokens
     * @param introspected the tokens about which Better Auth is asked; empty where it is not
     * @param more caches beside those of tokens and sessions
     */
    public Issuer(
            String url,
            TokenAuthenticator tokens,
            Optional<IntrospectedTokens> introspected,
            SenderConstraint constraint,
            SessionAuthenticator sessions,
            List<ObservableCache> more) {
        this.url = url;
        this.tokens = tokens;
        this.introspected = introspected;
        this.constraint = constraint;
        this.sessions = sessions;
        this.more = List.copyOf(more);
    }

    /** Puts the parts together where no token is introspected. */
    public Issuer(
            String url,
            TokenAuthenticator tokens,
            SenderConstraint constraint,
            SessionAuthenticator sessions) {
        this(url, tokens, Optional.empty(), constraint, sessions, List.of());
    }

    /** The {@code iss} of its tokens. */
    public String url() {
        return url;
    }

    /**
     * Decides about a credential.
     *
     * @param callerAddress the address of whoever presented it
     */
    public Authentication authenticate(Credential credential, String callerAddress) {
        if (credential instanceof Credential.Jwt jwt) {
            Authentication verified = tokens.authenticate(jwt.token());
            Authentication current =
                    introspected.isPresent()
                            ? introspected.get().recheck(verified, jwt.token(), callerAddress)
                            : verified;
            return constraint.check(current, jwt.token(), jwt.dpop());
        }
        if (credential instanceof Credential.OpaqueToken opaque && introspected.isPresent()) {
            Authentication active = introspected.get().authenticate(opaque.token(), callerAddress);
            return constraint.check(tokens.checkRevocation(active), opaque.token(), opaque.dpop());
        }
        if (credential instanceof Credential.Session session) {
            return sessions.authenticate(session.credential(), callerAddress);
        }
        return credential instanceof Credential.Unusable unusable
                ? unusable.reason()
                : new Anonymous();
    }

    /** Begins to fetch the keys; tells whether there are any, once that is known. Never fails. */
    public CompletableFuture<Boolean> prefetchKeys() {
        return tokens.prefetchKeys();
    }

    /** Whether there are keys to verify tokens by. Does not wait. */
    public boolean areKeysAvailable() {
        return tokens.areKeysAvailable();
    }

    /**
     * Decides about a logout token, and revokes what stands on the session that it ends: its access
     * tokens, and what the caches know of it.
     */
    public LogoutOutcome logout(String token) {
        Optional<BackChannelLogout> logout = tokens.logout();
        if (logout.isEmpty()) {
            return new LogoutOutcome.Invalid("Logout tokens are not accepted");
        }
        LogoutOutcome outcome = logout.get().tokens().verify(token);
        if (outcome instanceof LogoutOutcome.Ended end) {
            ended(end);
        }
        return outcome;
    }

    /** Revokes what stands on a session that ended, or on all of a user. */
    public void ended(LogoutOutcome.Ended end) {
        tokens.endedSessions().ifPresent(sessions -> sessions.ended(end));
        if (end.sessionId() != null) {
            revoke(end.sessionId());
        } else if (end.userId() != null) {
            revokeUser(end.userId());
        }
    }

    /** Evicts a session from the caches, so that the next request with it asks the source. */
    public void revoke(String sessionId) {
        sessions.revoke(sessionId);
        introspected.ifPresent(asked -> asked.revoke(sessionId));
    }

    /** Evicts the sessions of a user, and the tokens about which Better Auth is asked. */
    public void revokeUser(String userId) {
        sessions.revokeUser(userId);
        introspected.ifPresent(asked -> asked.revokeUser(userId));
    }

    /** The caches to look at and to empty. */
    public List<ObservableCache> caches() {
        return Stream.of(
                        tokens.caches(),
                        introspected.map(IntrospectedTokens::caches).orElse(List.of()),
                        sessions.caches(),
                        more)
                .flatMap(List::stream)
                .toList();
    }
}
