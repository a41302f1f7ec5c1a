package betterauth.jakarta.session;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.session.SessionCredential.SessionCookie;
import betterauth.jakarta.token.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates by session cookie, session token or API key: by what can be checked here, by what
 * was answered before, and at last by asking Better Auth. Safe for use by many threads.
 */
public final class SessionAuthenticator {

    private final @Nullable Hmac hmac;
    private final Optional<CookieCacheReader> cookieCache;
    private final CoalescingCache<SessionDecision> sessions;
    private final CoalescingCache<SessionDecision> refusals;
    private final SessionCalls calls;
    private final Forgotten forgotten;
    private final Duration patience;
    private final Clock clock;

    /**
     * Puts the parts together.
     *
     * @param hmac the HMAC with Better Auth's secret, or null: then signatures are checked by
     *     Better Auth
     * @param patience how long a request waits for an answer
     */
    SessionAuthenticator(
            @Nullable Hmac hmac,
            Optional<CookieCacheReader> cookieCache,
            CoalescingCache<SessionDecision> sessions,
            CoalescingCache<SessionDecision> refusals,
            SessionCalls calls,
            Duration patience,
            Clock clock) {
        this.hmac = hmac;
        this.cookieCache = cookieCache;
        this.sessions = sessions;
        this.refusals = refusals;
        this.calls = calls;
        this.forgotten = new Forgotten(clock);
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Decides about a credential.
     *
     * @param callerAddress the address of whoever presented it
     */
    public Authentication authenticate(SessionCredential credential, String callerAddress) {
        CredentialHash hash = credential.hash();
        return refusals.find(hash)
                .or(() -> remembered(hash))
                .or(() -> cookie(credential).flatMap(this::known).filter(this::isRemembered))
                .map(SessionDecision::authentication)
                .orElseGet(() -> decide(credential, hash, callerAddress));
    }

    /**
     * Forgets a session, so that the next request with it asks Better Auth. An answer that is under
     * way serves those who wait for it and is not kept.
     */
    public void forget(String sessionId) {
        forgotten.add(sessionId);
        sessions.forgetIf(decision -> sessionId.equals(decision.sessionId()));
        cookieCache.ifPresent(
                cookies ->
                        cookies.decisions()
                                .forgetIf(decision -> sessionId.equals(decision.sessionId())));
    }

    /** The caches to look at and to empty. */
    public List<ObservableCache> caches() {
        return Stream.concat(
                        Stream.<ObservableCache>of(sessions, refusals),
                        cookieCache.stream().map(CookieCacheReader::decisions))
                .toList();
    }

    private Optional<SessionDecision> remembered(CredentialHash hash) {
        Optional<SessionDecision> found = sessions.find(hash);
        if (found.isPresent() && !isRemembered(found.get())) {
            sessions.forget(hash);
            return Optional.empty();
        }
        return found;
    }

    /** An answer that was under way when its session was forgotten may have got into the cache. */
    private boolean isRemembered(SessionDecision decision) {
        String id = decision.sessionId();
        return id == null || !forgotten.since(id, decision.asked());
    }

    private Optional<SessionDecision> known(SessionCookie cookie) {
        return cookieCache.flatMap(reader -> reader.known(cookie));
    }

    private Authentication decide(
            SessionCredential credential, CredentialHash hash, String callerAddress) {
        if (isForged(credential)) {
            return new Rejected(
                    RefusalCode.INVALID_SESSION, "The session's signature does not hold");
        }
        return cookie(credential)
                .flatMap(cookie -> cookieCache.flatMap(reader -> reader.read(cookie)))
                .orElseGet(() -> ask(credential, hash, callerAddress));
    }

    /**
     * A cookie is always signed; a bearer token may be. Without the secret Better Auth checks the
     * rest.
     */
    private boolean isForged(SessionCredential credential) {
        if (credential instanceof SessionCookie cookie) {
            return !cookie.token().isSigned() || !signatureHolds(cookie.token());
        }
        return credential instanceof SessionCredential.BearerSession bearer
                && bearer.token().isSigned()
                && !signatureHolds(bearer.token());
    }

    private boolean signatureHolds(SessionToken token) {
        return hmac == null
                || hmac.verifies(
                        token.value().getBytes(StandardCharsets.UTF_8), token.signatureBytes());
    }

    private static Optional<SessionCookie> cookie(SessionCredential credential) {
        return credential instanceof SessionCookie cookie ? Optional.of(cookie) : Optional.empty();
    }

    private Authentication ask(
            SessionCredential credential, CredentialHash hash, String callerAddress) {
        Instant asked = clock.instant();
        return sessions.decide(
                        hash,
                        future ->
                                calls.make(
                                        credential,
                                        callerAddress,
                                        decision -> future.complete(keep(hash, decision, asked))),
                        patience)
                .map(SessionDecision::authentication)
                .orElseGet(
                        () ->
                                new Unavailable(
                                        "The session could not be checked in time", patience));
    }

    /**
     * Refusals have a cache of their own: a flood of invented tokens pushes no session out of the
     * other.
     */
    private SessionDecision keep(CredentialHash hash, SessionDecision decision, Instant asked) {
        SessionDecision dated = decision.askedAt(asked);
        if (decision.authentication() instanceof Unavailable) {
            sessions.countFailure();
            return decision.unkept();
        }
        if (decision.authentication() instanceof Rejected) {
            refusals.put(hash, decision);
            return decision.unkept();
        }
        return isRemembered(dated) ? dated : dated.unkept();
    }
}
