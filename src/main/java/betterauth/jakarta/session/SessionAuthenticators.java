package betterauth.jakarta.session;

import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.config.Secret;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Identities;
import betterauth.jakarta.token.Hmac;
import betterauth.jakarta.token.SessionCacheTokens;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Builds the session authenticator that the settings ask for. */
public final class SessionAuthenticators {

    private SessionAuthenticators() {}

    /**
     * Puts the parts together for these settings.
     *
     * @param executor makes the calls, and refuses those beyond {@code
     *     better-auth.session.max-calls}
     */
    public static SessionAuthenticator create(
            Settings settings,
            SessionEndpoint endpoint,
            SessionCacheTokens tokens,
            Identities identities,
            Clock clock,
            Executor executor) {
        SessionSettings session = settings.session();
        SessionIdentities sessionIdentities =
                new SessionIdentities(identities, settings.jwt().issuer());
        Secret secret = session.secret();
        Hmac hmac = secret == null ? null : Hmac.sha256(secret.bytes());
        CallerLimits limits = new CallerLimits(session.maxCalls(), clock);
        AnswerReader reader = new AnswerReader(sessionIdentities, session.cacheTtl(), clock);
        return new SessionAuthenticator(
                hmac,
                form(session, hmac, tokens)
                        .map(
                                form ->
                                        new CookieCacheReader(
                                                form,
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
                new SessionCalls(endpoint, reader, limits, executor, clock),
                session.readTimeout(),
                clock);
    }

    private static Optional<CookieCache> form(
            SessionSettings settings, @Nullable Hmac hmac, SessionCacheTokens tokens) {
        Secret secret = settings.secret();
        if (secret == null || hmac == null) {
            return Optional.empty();
        }
        return switch (settings.cookieCache()) {
            case OFF -> Optional.empty();
            case COMPACT -> Optional.of(new CompactCookieCache(hmac));
            case JWT -> Optional.of(new JwtCookieCache(hmac));
            case JWE -> Optional.of(new JweCookieCache(secret));
            case JWKS -> Optional.of(new JwksCookieCache(tokens));
        };
    }
}
