package betterauth.jakarta.issuer;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.introspection.Introspector;
import betterauth.jakarta.introspection.Outcome;
import betterauth.jakarta.introspection.Outcome.Active;
import betterauth.jakarta.introspection.Outcome.Inactive;
import betterauth.jakarta.token.AccessTokenCallers;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;

/** Access tokens about which Better Auth is asked (RFC 7662). Safe for use by many threads. */
public final class IntrospectedTokens {

    private final Introspector introspector;
    private final AccessTokenCallers callers;
    private final boolean areAllAsked;

    /** The callers of active tokens, for as long as the introspector remembers what it was told. */
    private final Cache<Active, Authentication> identified =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    /**
     * Puts the parts together.
     *
     * @param areAllAsked whether Better Auth is asked about JSON Web Tokens, too
     */
    public IntrospectedTokens(
            Introspector introspector, AccessTokenCallers callers, boolean areAllAsked) {
        this.introspector = introspector;
        this.callers = callers;
        this.areAllAsked = areAllAsked;
    }

    /** Decides about an opaque access token, whoever may present it. */
    Authentication authenticate(String token, String callerAddress) {
        Outcome outcome = introspector.introspect(token, callerAddress);
        return outcome instanceof Active active
                ? identified.get(active, unseen -> identify(active, token))
                : notActive(outcome);
    }

    /** Decides whether an access token that was verified has been ended since. */
    Authentication recheck(Authentication verified, String token, String callerAddress) {
        if (!areAllAsked || verified.client() == null) {
            return verified;
        }
        Outcome outcome = introspector.introspect(token, callerAddress);
        return outcome instanceof Active ? verified : notActive(outcome);
    }

    /** Evicts the tokens of a session. */
    void revoke(String sessionId) {
        introspector.revoke(sessionId);
    }

    /** Evicts the tokens of a user. */
    void revokeUser(String userId) {
        introspector.revokeUser(userId);
    }

    List<ObservableCache> caches() {
        return introspector.caches();
    }

    private Authentication identify(Active active, String token) {
        return callers.identify(active.claims(), token)
                .orElseGet(
                        () ->
                                new Rejected(
                                        RefusalCode.INVALID_TOKEN,
                                        "The access token's client_id, scope, cnf or sid is missing"
                                                + " or malformed"));
    }

    private static Authentication notActive(Outcome outcome) {
        if (outcome instanceof Outcome.Unavailable unavailable) {
            return new Unavailable(unavailable.detail(), unavailable.retryAfter());
        }
        return new Rejected(RefusalCode.INVALID_TOKEN, ((Inactive) outcome).detail());
    }
}
