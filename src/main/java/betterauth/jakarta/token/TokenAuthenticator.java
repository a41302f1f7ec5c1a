package betterauth.jakarta.token;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Identities;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Authenticates by JSON Web Token. A verified token is remembered until it expires or its key
 * leaves the key set; a refused one is checked again. Safe for use by many threads.
 */
public final class TokenAuthenticator {

    private static final int LONGEST_TOKEN = 8 * 1024;

    private static final int MOST_FOLLOWERS = 64;

    private final TokenVerifier verifier;
    private final SessionCacheTokens sessionCacheTokens;
    private final KeySource keys;
    private final Optional<TokenDecryption> decryption;
    private final CoalescingCache<Decision> decisions;
    private final Duration patience;

    TokenAuthenticator(
            TokenVerifier verifier,
            SessionCacheTokens sessionCacheTokens,
            KeySource keys,
            Optional<TokenDecryption> decryption,
            CoalescingCache<Decision> decisions,
            Duration patience) {
        this.verifier = verifier;
        this.sessionCacheTokens = sessionCacheTokens;
        this.keys = keys;
        this.decryption = decryption;
        this.decisions = decisions;
        this.patience = patience;
    }

    /**
     * Puts the parts together for these settings.
     *
     * @param executor runs fetches of keys
     * @throws betterauth.jakarta.config.SettingsException if a configured key or provider is not to
     *     be had
     */
    public static TokenAuthenticator create(
            Settings settings, Identities identities, Clock clock, Executor executor) {
        SignatureProvider provider = SignatureProvider.named(settings.jwt().provider());
        KeySource keys = Keys.open(settings.keys(), provider, clock, executor);
        JwsVerifier accessTokens =
                new JwsVerifier(settings.jwt(), AccessTokenType.NAMES, keys, clock);
        return new TokenAuthenticator(
                new TokenVerifier(accessTokens, identities),
                new SessionCacheTokens(settings.jwt(), keys, clock),
                keys,
                TokenDecryption.of(settings.keys()),
                new CoalescingCache<>(
                        "tokens",
                        settings.jwt().cacheSize(),
                        settings.jwt().cacheBytes(),
                        MOST_FOLLOWERS,
                        clock),
                settings.keys().connectTimeout().plus(settings.keys().readTimeout()));
    }

    /** The other kind of token that the same keys sign. */
    public SessionCacheTokens sessionCacheTokens() {
        return sessionCacheTokens;
    }

    /**
     * Decides about a bearer credential.
     *
     * @return the decision; empty if the credential is not meant as a JSON Web Token at all
     */
    public Optional<Authentication> authenticate(String credential) {
        if (credential.length() > LONGEST_TOKEN) {
            return Optional.of(
                    new Rejected(RefusalCode.INVALID_TOKEN, "The token has more than 8 KiB"));
        }
        CredentialHash hash = CredentialHash.of(credential);
        Optional<Decision> known = decisions.find(hash);
        if (known.isPresent() && verifier.isCurrent(known.get())) {
            return known.map(Decision::authentication);
        }
        if (known.isPresent()) {
            decisions.forget(hash);
        }
        Optional<CompactJws> jws = CompactJws.parse(credential);
        if (jws.isEmpty() && !CompactJws.isMeant(credential)) {
            return Optional.empty();
        }
        return Optional.of(
                decisions
                        .decide(hash, future -> future.complete(decide(credential, jws)), patience)
                        .map(Decision::authentication)
                        .orElseGet(
                                () ->
                                        new Unavailable(
                                                "The token could not be checked in time",
                                                patience)));
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

    private Decision decide(String credential, Optional<CompactJws> plain) {
        if (decryption.isEmpty()) {
            return plain.map(jws -> verifier.verify(credential, jws))
                    .orElseGet(() -> refused("The token is malformed, or encrypted"));
        }
        return decryption
                .flatMap(opener -> opener.open(credential))
                .flatMap(CompactJws::parse)
                .map(jws -> verifier.verify(credential, jws))
                .orElseGet(() -> refused("The token is not one that can be decrypted"));
    }

    private static Decision refused(String detail) {
        return Decision.passing(new Rejected(RefusalCode.INVALID_TOKEN, detail));
    }
}
