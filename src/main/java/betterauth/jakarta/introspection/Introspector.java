package betterauth.jakarta.introspection;

import betterauth.jakarta.cache.Bulkhead;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.cache.RevokedSessions;
import betterauth.jakarta.calls.AddressShares;
import betterauth.jakarta.calls.CallQueue;
import betterauth.jakarta.config.IntrospectionSettings;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.introspection.Outcome.Inactive;
import betterauth.jakarta.introspection.Outcome.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Asks Better Auth about access tokens and remembers what it says: to the token's {@code exp} and
 * at most {@code better-auth.oauth.introspection-ttl}, with one call at a time for a token. A token
 * that is not accepted is remembered for 5 seconds. Safe for use by many threads.
 */
public final class Introspector {

    private final CoalescingCache<Introspected> active;
    private final CoalescingCache<Introspected> inactive;
    private final IntrospectionLookup lookup;
    private final AddressShares shares;
    private final RevokedSessions revoked;
    private final RevokedSessions revokedUsers;
    private final Duration timeout;

    /**
     * Puts the parts together for these settings.
     *
     * @param calls how many calls are made at once, and how long a request waits: as for sessions
     * @param executor runs calls, at most {@code better-auth.session.max-calls} at once
     */
    public Introspector(
            IntrospectionSettings settings,
            SessionSettings calls,
            IntrospectionRules rules,
            IntrospectionSource source,
            Clock clock,
            Executor executor) {
        this.timeout = calls.readTimeout();
        this.active =
                new CoalescingCache<>(
                        "introspections",
                        settings.cacheSize(),
                        settings.cacheBytes(),
                        calls.maxCalls(),
                        clock);
        // A separate cache, so that a flood of invented tokens evicts no active one.
        this.inactive =
                new CoalescingCache<>(
                        "introspection-refusals",
                        settings.cacheSize(),
                        settings.refusalBytes(),
                        calls.maxCalls(),
                        clock);
        this.lookup =
                new IntrospectionLookup(
                        source,
                        rules,
                        new CallQueue<>(
                                calls.maxCalls(), executor, clock, IntrospectionLookup::rejected),
                        settings.ttl(),
                        timeout,
                        clock);
        this.revoked = new RevokedSessions(clock);
        this.revokedUsers = new RevokedSessions(clock);
        this.shares = new AddressShares(Bulkhead.capacity(calls.maxCalls()) / 2);
    }

    /**
     * Decides about an access token.
     *
     * @param callerAddress the address of whoever presented it
     */
    public Outcome introspect(String token, String callerAddress) {
        CredentialHash hash = CredentialHash.of(token);
        return inactive.getIfPresent(hash)
                .or(() -> cached(hash))
                .or(() -> ask(token, hash, callerAddress))
                .map(Introspected::outcome)
                .orElseGet(
                        () ->
                                new Unavailable(
                                        "The access token could not be verified in time", timeout));
    }

    /**
     * Evicts the tokens of a session, so that the next request with one of them asks anew, and so
     * does one that waits for an answer that is under way.
     */
    public void revoke(String sessionId) {
        revoked.add(sessionId);
        active.invalidateIf(introspected -> sessionId.equals(introspected.sessionId()));
    }

    /** Evicts the tokens of a user in the same way. */
    public void revokeUser(String userId) {
        revokedUsers.add(userId);
        active.invalidateIf(introspected -> userId.equals(introspected.userId()));
    }

    /** The caches to look at and to empty. */
    public List<ObservableCache> caches() {
        return List.of(active, inactive);
    }

    private Optional<Introspected> cached(CredentialHash hash) {
        Optional<Introspected> found = active.getIfPresent(hash);
        if (found.isPresent() && !isLive(found.get())) {
            active.invalidate(hash);
            return Optional.empty();
        }
        return found;
    }

    /** An answer that was under way at a revocation may have reached the cache. */
    private boolean isLive(Introspected introspected) {
        return !isRevoked(revoked, introspected.sessionId(), introspected.askedAt())
                && !isRevoked(revokedUsers, introspected.userId(), introspected.askedAt());
    }

    private static boolean isRevoked(
            RevokedSessions revoked, @Nullable String id, Instant askedAt) {
        return id != null && revoked.isRevokedSince(id, askedAt);
    }

    /** Once more if the session was revoked while the answer was under way. */
    private Optional<Introspected> ask(String token, CredentialHash hash, String callerAddress) {
        Optional<Introspected> answer = load(token, hash, callerAddress);
        if (answer.isPresent() && !isLive(answer.get())) {
            active.invalidate(hash);
            return load(token, hash, callerAddress);
        }
        return answer;
    }

    private Optional<Introspected> load(String token, CredentialHash hash, String callerAddress) {
        if (!shares.enter(callerAddress)) {
            return Optional.empty();
        }
        try {
            return active.get(
                    hash,
                    () ->
                            lookup.begin(token, hash, callerAddress)
                                    .thenApply(introspected -> toKeep(hash, introspected)),
                    timeout);
        } finally {
            shares.leave(callerAddress);
        }
    }

    private Introspected toKeep(CredentialHash hash, Introspected introspected) {
        if (introspected.outcome() instanceof Inactive) {
            inactive.put(hash, introspected);
            return introspected.notKept();
        }
        return introspected;
    }
}
