package betterauth.jakarta.session;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.cache.RevokedSessions;
import betterauth.jakarta.calls.AddressShares;
import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.session.cookie.CookieCacheReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates by session cookie, session token or API key: first by the caches, then by what can
 * be verified here, at last by the session source. Safe for use by many threads.
 */
public final class SessionAuthenticator {

    private final SessionSignatures signatures;
    private final Optional<CookieCacheReader> cookieCache;
    private final CoalescingCache<Decision> sessions;
    private final CoalescingCache<Decision> rejections;
    private final SessionLookup lookup;
    private final AddressShares shares;
    private final boolean isStateless;
    private final RevokedSessions revoked;
    private final RevokedSessions revokedUsers;
    private final Duration timeout;

    /**
     * Puts the parts together.
     *
     * @param rejections a separate cache, so that a flood of invented tokens evicts no session
     * @param isStateless whether the {@code session_data} cookie is a part of the credential
     * @param timeout how long a request waits for the source
     */
    SessionAuthenticator(
            SessionSignatures signatures,
            Optional<CookieCacheReader> cookieCache,
            CoalescingCache<Decision> sessions,
            CoalescingCache<Decision> rejections,
            SessionLookup lookup,
            AddressShares shares,
            boolean isStateless,
            Duration timeout,
            Clock clock) {
        this.signatures = signatures;
        this.cookieCache = cookieCache;
        this.sessions = sessions;
        this.rejections = rejections;
        this.lookup = lookup;
        this.shares = shares;
        this.isStateless = isStateless;
        this.revoked = new RevokedSessions(clock);
        this.revokedUsers = new RevokedSessions(clock);
        this.timeout = timeout;
    }

    /**
     * Decides about a credential.
     *
     * @param callerAddress the address of whoever presented it
     */
    public Authentication authenticate(SessionCredential credential, String callerAddress) {
        CredentialHash hash = isStateless ? credential.wholeHash() : credential.hash();
        return rejections
                .getIfPresent(hash)
                .or(() -> cached(hash))
                .or(() -> cookie(credential).flatMap(this::cached).filter(this::isLive))
                .map(Decision::authentication)
                .orElseGet(() -> decide(credential, hash, callerAddress));
    }

    /**
     * Evicts a session, so that the next request with it asks the source, and so does one that
     * waits for an answer that is under way.
     */
    public void revoke(String sessionId) {
        revoked.add(sessionId);
        evict(decision -> sessionId.equals(decision.sessionId()));
    }

    /** Evicts the sessions of a user in the same way. */
    public void revokeUser(String userId) {
        revokedUsers.add(userId);
        evict(decision -> userId.equals(decision.userId()));
    }

    private void evict(Predicate<Decision> isEvicted) {
        sessions.invalidateIf(isEvicted);
        cookieCache.ifPresent(cookies -> cookies.decisions().invalidateIf(isEvicted));
    }

    /** The caches to look at and to empty. */
    public List<ObservableCache> caches() {
        return Stream.concat(
                        Stream.<ObservableCache>of(sessions, rejections),
                        cookieCache.stream().map(CookieCacheReader::decisions))
                .toList();
    }

    private Optional<Decision> cached(CredentialHash hash) {
        Optional<Decision> found = sessions.getIfPresent(hash);
        if (found.isPresent() && !isLive(found.get())) {
            sessions.invalidate(hash);
            return Optional.empty();
        }
        return found;
    }

    private Optional<Decision> cached(SessionCookie cookie) {
        return cookieCache.flatMap(reader -> reader.getIfPresent(cookie));
    }

    /**
     * An answer that was under way when its session was revoked, or changed at the source, may have
     * reached the cache.
     */
    private boolean isLive(Decision decision) {
        return decision.isKeyCurrent().getAsBoolean()
                && !isRevoked(revoked, decision.sessionId(), decision.askedAt())
                && !isRevoked(revokedUsers, decision.userId(), decision.askedAt());
    }

    private static boolean isRevoked(
            RevokedSessions revoked, @Nullable String id, Instant askedAt) {
        return id != null && revoked.isRevokedSince(id, askedAt);
    }

    private Authentication decide(
            SessionCredential credential, CredentialHash hash, String callerAddress) {
        if (signatures.isForged(credential, callerAddress)) {
            return new Rejected(
                    RefusalCode.INVALID_SESSION, "The session token's signature is invalid");
        }
        return cookie(credential)
                .flatMap(cookie -> cookieCache.flatMap(reader -> reader.read(cookie)))
                .orElseGet(() -> ask(credential, hash, callerAddress));
    }

    private static Optional<SessionCookie> cookie(SessionCredential credential) {
        return credential instanceof SessionCookie cookie ? Optional.of(cookie) : Optional.empty();
    }

    /** Once more if the session was revoked or changed while the answer was under way. */
    private Authentication ask(
            SessionCredential credential, CredentialHash hash, String callerAddress) {
        Optional<Decision> answer = load(credential, hash, callerAddress);
        if (answer.isPresent() && !isLive(answer.get())) {
            // Not by what was kept before the change was told.
            answer = cached(hash).or(() -> load(credential, hash, callerAddress));
        }
        return answer.map(Decision::authentication)
                .orElseGet(
                        () ->
                                new Unavailable(
                                        "The session could not be verified in time", timeout));
    }

    private Optional<Decision> load(
            SessionCredential credential, CredentialHash hash, String callerAddress) {
        if (!shares.enter(callerAddress)) {
            return Optional.empty();
        }
        try {
            return sessions.get(
                    hash,
                    () ->
                            lookup.begin(credential, callerAddress)
                                    .thenApply(decision -> toKeep(hash, decision)),
                    timeout);
        } finally {
            shares.leave(callerAddress);
        }
    }

    private Decision toKeep(CredentialHash hash, Decision decision) {
        if (decision.authentication() instanceof Rejected) {
            rejections.put(hash, decision);
            return decision.notKept();
        }
        return isLive(decision) ? decision : decision.notKept();
    }
}
