package betterauth.jakarta.session.cookie;

import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.credential.SessionCredential;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.identity.SessionClaims;
import betterauth.jakarta.identity.SessionData;
import betterauth.jakarta.token.Verification;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Decides by the cookie in which Better Auth caches the session, without a call. Checks all that
 * Better Auth does: the cookie's own expiry, the session's, its token and the version.
 */
public final class CookieCacheReader {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final CookieCacheStrategy strategy;
    private final String version;
    private final SessionClaims identities;
    private final CoalescingCache<Decision> decisions;
    private final Clock clock;

    public CookieCacheReader(
            CookieCacheStrategy strategy,
            String version,
            SessionClaims identities,
            CoalescingCache<Decision> decisions,
            Clock clock) {
        this.strategy = strategy;
        this.version = version;
        this.identities = identities;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** The cached decision, unless it has expired or its key has left the key set. */
    public Optional<Decision> getIfPresent(SessionCredential.SessionCookie cookie) {
        Optional<CredentialHash> hash = hash(cookie);
        Optional<Decision> cached = hash.flatMap(decisions::getIfPresent);
        if (cached.isPresent() && !cached.get().isKeyCurrent().getAsBoolean()) {
            decisions.invalidate(hash.orElseThrow());
            return Optional.empty();
        }
        return cached;
    }

    /** The decision by the cookie; empty if it is invalid, so that the source has to be asked. */
    public Optional<Authentication> read(SessionCredential.SessionCookie cookie) {
        return hash(cookie)
                .flatMap(
                        hash ->
                                decisions.get(
                                        hash,
                                        () -> CompletableFuture.completedFuture(decide(cookie)),
                                        TIMEOUT))
                .map(Decision::authentication)
                .filter(authentication -> !(authentication instanceof Anonymous));
    }

    /** The cache of decisions by cookie. */
    public CoalescingCache<Decision> decisions() {
        return decisions;
    }

    private static Optional<CredentialHash> hash(SessionCredential.SessionCookie cookie) {
        return Optional.ofNullable(cookie.data())
                .map(data -> CredentialHash.of(cookie.canonical() + '\n' + data));
    }

    private Decision decide(SessionCredential.SessionCookie cookie) {
        Instant now = clock.instant();
        Optional<Verification.Valid> cached =
                Optional.ofNullable(cookie.data())
                        .flatMap(strategy::open)
                        .filter(open -> open.until().isAfter(now));
        Optional<SessionData> session =
                cached.filter(open -> isCurrentVersion(open.claims()))
                        .flatMap(open -> SessionData.of(open.claims()))
                        .filter(found -> found.isNamedBy(cookie.token().value()))
                        .filter(found -> end(found).isAfter(now));
        if (session.isEmpty()) {
            return Decision.transientOf(new Anonymous());
        }
        Authentication authentication =
                identities.identify(AuthenticationMethod.SESSION, session.get());
        Instant until = cached.orElseThrow().until();
        Instant ends = end(session.get());
        Instant expiry = ends.isBefore(until) ? ends : until;
        return new Decision(
                authentication,
                authentication instanceof Verified ? expiry : Instant.MIN,
                session.get().sessionId(),
                now,
                cached.orElseThrow().isKeyCurrent());
    }

    private static Instant end(SessionData whole) {
        return Objects.requireNonNull(whole.expiresAt());
    }

    private boolean isCurrentVersion(JsonObject payload) {
        return payload.get("version") instanceof JsonString text
                && text.getString().equals(version);
    }
}
