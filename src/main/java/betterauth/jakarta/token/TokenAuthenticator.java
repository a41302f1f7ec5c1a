package betterauth.jakarta.token;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.jose.CompactJws;
import betterauth.jakarta.jose.SignatureProvider;
import betterauth.jakarta.keys.KeySource;
import betterauth.jakarta.keys.KeySources;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Authenticates by JSON Web Token. A verified token is cached until it expires or its key leaves
 * the key set; a rejected one is verified again. Safe for use by many threads.
 */
public final class TokenAuthenticator {

    private static final int MAXIMUM_FOLLOWERS = 64;

    private final TokenVerifier userTokens;
    private final Optional<AccessTokens> accessTokens;
    private final SessionCacheTokens sessionCacheTokens;
    private final KeySource keys;
    private final Optional<TokenDecryption> decryption;
    private final CoalescingCache<Decision> decisions;
    private final RevocationCheck revocation;
    private final Optional<BackChannelLogout> logout;
    private final Duration timeout;
    private final int maxLength;
    private final Warning tooLong = new Warning(Loggers.authentication());

    TokenAuthenticator(
            TokenVerifier userTokens,
            Optional<AccessTokens> accessTokens,
            SessionCacheTokens sessionCacheTokens,
            KeySource keys,
            Optional<TokenDecryption> decryption,
            CoalescingCache<Decision> decisions,
            RevocationCheck revocation,
            Optional<BackChannelLogout> logout,
            Duration timeout,
            int maxLength) {
        this.userTokens = userTokens;
        this.accessTokens = accessTokens;
        this.sessionCacheTokens = sessionCacheTokens;
        this.keys = keys;
        this.decryption = decryption;
        this.decisions = decisions;
        this.revocation = revocation;
        this.logout = logout;
        this.timeout = timeout;
        this.maxLength = maxLength;
    }

    /** Puts the parts together where tokens are valid until they expire; otherwise as below. */
    public static TokenAuthenticator create(
            Settings settings, ClaimsMapper identities, Clock clock, Executor executor) {
        return create(settings, identities, clock, executor, Revocations.NONE);
    }

    /**
     * Puts the parts together for these settings.
     *
     * @param executor runs fetches of keys
     * @param revocations asked for each token that is verified, cached or not
     * @throws betterauth.jakarta.config.SettingsException if a configured key or provider is not to
     *     be had
     */
    public static TokenAuthenticator create(
            Settings settings,
            ClaimsMapper identities,
            Clock clock,
            Executor executor,
            Revocations revocations) {
        SignatureProvider provider = SignatureProvider.named(settings.jwt().provider());
        KeySource keys = KeySources.open(settings.keys(), provider, clock, executor);
        EndedSessions ended = new EndedSessions(settings.oauth().logout(), clock);
        Optional<BackChannelLogout> logout = BackChannelLogout.of(settings, keys, ended, clock);
        boolean isTold = logout.isPresent() || settings.events().secret() != null;
        return new TokenAuthenticator(
                new TokenVerifier(
                        new JwsVerifier(settings.jwt(), UserTokenType.NAMES, keys, clock),
                        settings.jwt().profile(),
                        identities),
                accessTokens(settings, keys, identities, clock),
                new SessionCacheTokens(settings.jwt(), keys, clock),
                keys,
                TokenDecryption.of(settings.keys()),
                new CoalescingCache<>(
                        "tokens",
                        settings.jwt().cacheSize(),
                        settings.jwt().cacheBytes(),
                        MAXIMUM_FOLLOWERS,
                        clock),
                new RevocationCheck(revocations, isTold ? ended : null),
                logout,
                settings.keys().connectTimeout().plus(settings.keys().readTimeout()),
                settings.jwt().maxLength());
    }

    /** The other kind of token that the same keys sign. */
    public SessionCacheTokens sessionCacheTokens() {
        return sessionCacheTokens;
    }

    /** The same outcome, unless it is that of a token that was revoked, or may have been. */
    public Authentication checkRevocation(Authentication authentication) {
        return revocation.check(authentication);
    }

    /** The sessions that ended; empty where Better Auth tells of none. */
    public Optional<EndedSessions> endedSessions() {
        return revocation.sessions();
    }

    /** How Better Auth says that a session ended; empty where logout tokens are not accepted. */
    public Optional<BackChannelLogout> logout() {
        return logout;
    }

    /** Decides about a JSON Web Token. */
    public Authentication authenticate(String credential) {
        return revocation.check(verify(credential));
    }

    private Authentication verify(String credential) {
        if (credential.length() > maxLength) {
            return tooLong(credential);
        }
        CredentialHash hash = CredentialHash.of(credential);
        Optional<Decision> cached = decisions.getIfPresent(hash);
        if (cached.isPresent() && cached.get().isKeyCurrent().getAsBoolean()) {
            return cached.get().authentication();
        }
        if (cached.isPresent()) {
            decisions.invalidate(hash);
        }
        return decisions
                .get(hash, () -> CompletableFuture.completedFuture(decide(credential)), timeout)
                .map(Decision::authentication)
                .orElseGet(
                        () -> new Unavailable("The token could not be verified in time", timeout));
    }

    /** Begins to fetch the keys; tells whether there are any, once that is known. Never fails. */
    public CompletableFuture<Boolean> prefetchKeys() {
        return keys.prefetch();
    }

    /** Whether there are keys to verify by. Does not wait. */
    public boolean areKeysAvailable() {
        return keys.isAvailable();
    }

    /** The caches to look at and to empty. */
    public List<ObservableCache> caches() {
        return Stream.concat(
                        Stream.of(decisions),
                        Stream.of(keys)
                                .filter(ObservableCache.class::isInstance)
                                .map(ObservableCache.class::cast))
                .toList();
    }

    private Rejected tooLong(String credential) {
        tooLong.log(
                () ->
                        "A token of "
                                + credential.length()
                                + " characters was rejected, expected at most "
                                + maxLength
                                + ". Leave fields such as a large image out by the jwt plugin's"
                                + " definePayload, or raise better-auth.jwt.max-length");
        return new Rejected(
                RefusalCode.INVALID_TOKEN, "The token is longer than " + maxLength + " characters");
    }

    private Decision decide(String credential) {
        if (decryption.isEmpty()) {
            return CompactJws.parse(credential)
                    .map(jws -> verify(credential, jws))
                    .orElseGet(() -> rejected("The token is malformed, or encrypted"));
        }
        return decryption
                .flatMap(opener -> opener.open(credential))
                .flatMap(CompactJws::parse)
                .map(jws -> verify(credential, jws))
                .orElseGet(() -> rejected("The token cannot be decrypted"));
    }

    /** By the rules of its kind. */
    private Decision verify(String credential, CompactJws jws) {
        return accessTokens
                .filter(kind -> AccessTokens.isTypeOf(jws.header()))
                .map(kind -> kind.verify(credential, jws))
                .orElseGet(() -> userTokens.verify(credential, jws));
    }

    private static Optional<AccessTokens> accessTokens(
            Settings settings, KeySource keys, ClaimsMapper identities, Clock clock) {
        return settings.oauth().isEnabled()
                ? Optional.of(
                        new AccessTokens(
                                settings.jwt(),
                                settings.oauth(),
                                keys,
                                new AccessTokenCallers(identities),
                                clock))
                : Optional.empty();
    }

    private static Decision rejected(String detail) {
        return Decision.transientOf(new Rejected(RefusalCode.INVALID_TOKEN, detail));
    }
}
