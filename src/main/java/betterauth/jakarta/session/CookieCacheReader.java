package betterauth.jakarta.session;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Verified;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells the caller from the cookie in which Better Auth caches the session, without a call. Checks
 * all that Better Auth does: the cookie's own expiry, the session's, its token and the version.
 */
final class CookieCacheReader {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CookieCache form;
    private final String version;
    private final SessionIdentities identities;
    private final CoalescingCache<SessionDecision> decisions;
    private final Clock clock;

    CookieCacheReader(
            CookieCache form,
            String version,
            SessionIdentities identities,
            CoalescingCache<SessionDecision> decisions,
            Clock clock) {
        this.form = form;
        this.version = version;
        this.identities = identities;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** What the cookie said before, unless it has expired or its key has left the key set. */
    Optional<SessionDecision> known(SessionCredential.SessionCookie cookie) {
        Optional<CredentialHash> hash = hash(cookie);
        Optional<SessionDecision> known = hash.flatMap(decisions::find);
        if (known.isPresent() && !known.get().isKeyCurrent().getAsBoolean()) {
            decisions.forget(hash.orElseThrow());
            return Optional.empty();
        }
        return known;
    }

    /** What the cookie says; empty if it does not hold, so that Better Auth has to be asked. */
    Optional<Authentication> read(SessionCredential.SessionCookie cookie) {
        return hash(cookie)
                .flatMap(
                        hash ->
                                decisions.decide(
                                        hash, future -> future.complete(decide(cookie)), PATIENCE))
                .map(SessionDecision::authentication)
                .filter(authentication -> !(authentication instanceof Anonymous));
    }

    /** What cookies said of sessions. */
    CoalescingCache<SessionDecision> decisions() {
        return decisions;
    }

    private static Optional<CredentialHash> hash(SessionCredential.SessionCookie cookie) {
        return Optional.ofNullable(cookie.data())
                .map(data -> CredentialHash.of(cookie.spelling() + '\n' + data));
    }

    private SessionDecision decide(SessionCredential.SessionCookie cookie) {
        Instant now = clock.instant();
        Optional<CookieCache.Cached> cached =
                Optional.ofNullable(cookie.data())
                        .flatMap(form::open)
                        .filter(open -> open.until().isAfter(now));
        Optional<SessionData> session =
                cached.filter(open -> isCurrentVersion(open.payload()))
                        .flatMap(open -> SessionData.of(open.payload()))
                        .filter(found -> found.expiresAt().isAfter(now))
                        .filter(found -> found.isNamedBy(cookie.token().value()));
        if (session.isEmpty()) {
            return SessionDecision.passing(new Anonymous());
        }
        Authentication authentication =
                identities.identify(AuthenticationMethod.SESSION, session.get());
        Instant until = cached.orElseThrow().until();
        Instant ends = session.get().expiresAt();
        Instant expiry = ends.isBefore(until) ? ends : until;
        return new SessionDecision(
                authentication,
                authentication instanceof Verified ? expiry : Instant.MIN,
                session.get().sessionId(),
                now,
                cached.orElseThrow().isKeyCurrent());
    }

    private boolean isCurrentVersion(JsonObject payload) {
        return payload.get("version") instanceof JsonString text
                && text.getString().equals(version);
    }
}
