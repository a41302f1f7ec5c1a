package betterauth.jakarta.session;

import betterauth.jakarta.cache.Bulkhead;
import betterauth.jakarta.cache.Changes;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.calls.AddressShares;
import betterauth.jakarta.calls.CallQueue;
import betterauth.jakarta.calls.CallerLimits;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.identity.SessionClaims;
import betterauth.jakarta.jose.Hmac;
import betterauth.jakarta.session.cookie.CompactStrategy;
import betterauth.jakarta.session.cookie.CookieCacheReader;
import betterauth.jakarta.session.cookie.CookieCacheStrategy;
import betterauth.jakarta.session.cookie.JweStrategy;
import betterauth.jakarta.session.cookie.JwksStrategy;
import betterauth.jakarta.session.cookie.JwtStrategy;
import betterauth.jakarta.session.cookie.StrategyCheck;
import betterauth.jakarta.spi.SessionSource;
import betterauth.jakarta.token.SessionCacheTokens;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Builds the session authenticator that the settings ask for. */
public final class SessionAuthenticators {

    private SessionAuthenticators() {}

    /**
     * Puts the parts together for a source that tells of no changes.
     *
     * @param executor runs calls, at most {@code better-auth.session.max-calls} at once
     */
    public static SessionAuthenticator create(
            Settings settings,
            SessionSource source,
            SessionCacheTokens tokens,
            ClaimsMapper identities,
            Clock clock,
            Executor executor) {
        return create(settings, source, Changes.NONE, tokens, identities, clock, executor);
    }

    /**
     * Puts the parts together for these settings.
     *
     * @param changes what tells of changes at the source
     * @param executor runs calls, at most {@code better-auth.session.max-calls} at once
     */
    public static SessionAuthenticator create(
            Settings settings,
            SessionSource source,
            Changes changes,
            SessionCacheTokens tokens,
            ClaimsMapper identities,
            Clock clock,
            Executor executor) {
        SessionSettings session = settings.session();
        SessionClaims sessionIdentities = new SessionClaims(identities, settings.jwt().issuer());
        Hmac hmac =
                session.secrets().isEmpty()
                        ? null
                        : Hmac.sha256(session.secrets().stream().map(Secret::bytes).toList());
        CallQueue<Decision> calls =
                new CallQueue<>(session.maxCalls(), executor, clock, SessionLookup::rejected);
        SessionDecisions decisions =
                new SessionDecisions(sessionIdentities, session.cacheTtl(), clock);
        SessionLookup lookup =
                new SessionLookup(
                        source,
                        changes,
                        decisions,
                        new CallerLimits(clock),
                        calls,
                        session.readTimeout(),
                        clock);
        Optional<SecretCheck> secretCheck =
                warning(source).map(warning -> new SecretCheck(lookup::begin, warning, clock));
        return new SessionAuthenticator(
                new SessionSignatures(hmac, secretCheck, settings.source().isSignatureRequired()),
                strategy(session, hmac, tokens)
                        .map(strategy -> new StrategyCheck(session.cookieCache(), strategy))
                        .map(
                                strategy ->
                                        new CookieCacheReader(
                                                strategy,
                                                session.cookieCacheVersion(),
                                                sessionIdentities,
                                                new CoalescingCache<>(
                                                        "cookie-cache",
                                                        session.cacheSize(),
                                                        session.cookieCacheBytes(),
                                                        session.maxCalls(),
                                                        clock),
                                                clock)),
                new CoalescingCache<>(
                        "sessions",
                        session.cacheSize(),
                        session.cacheBytes(),
                        session.maxCalls(),
                        clock),
                new CoalescingCache<>(
                        "session-refusals",
                        session.cacheSize(),
                        session.refusalBytes(),
                        session.maxCalls(),
                        clock),
                lookup,
                new AddressShares(Bulkhead.capacity(session.maxCalls()) / 2),
                session.stateless(),
                session.readTimeout(),
                clock);
    }

    /** What it means that a source has a session whose signature is invalid. */
    private static Optional<String> warning(SessionSource source) {
        if (source instanceof VerifyingSource) {
            return Optional.of(SecretCheck.ACCEPTED);
        }
        return source instanceof StoredSource ? Optional.of(SecretCheck.STORED) : Optional.empty();
    }

    private static Optional<CookieCacheStrategy> strategy(
            SessionSettings settings, @Nullable Hmac hmac, SessionCacheTokens tokens) {
        if (hmac == null) {
            return Optional.empty();
        }
        return switch (settings.cookieCache()) {
            case OFF -> Optional.empty();
            case COMPACT -> Optional.of(new CompactStrategy(hmac));
            case JWT -> Optional.of(new JwtStrategy(hmac));
            case JWE -> Optional.of(new JweStrategy(settings.secrets()));
            case JWKS -> Optional.of(new JwksStrategy(tokens));
        };
    }
}
