package betterauth.jakarta.caller;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthServerUnavailableException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RefusalException;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.UserPrincipal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The caller for whom the current thread works. */
@ApplicationScoped
public class Caller {

    @Inject CarriedCaller carried;

    @Inject SecurityEvents events;

    /** The outcome of the authentication of whom this thread works for. Never throws. */
    public Authentication authentication() {
        return bound().authentication();
    }

    /**
     * Returns the user who calls, in person or by a client.
     *
     * @throws RefusalException if the caller is anonymous, banned, undecided or no user
     */
    public UserPrincipal required() {
        Authentication authentication = authentication();
        if (authentication instanceof Verified verified) {
            return verified.caller();
        }
        throw refuse(authentication);
    }

    /**
     * Returns the outcome for a caller who is a user or a client.
     *
     * @throws RefusalException if the caller is anonymous, banned or undecided
     */
    public Authentication established() {
        Authentication authentication = authentication();
        if (authentication.principal() == null) {
            throw refuse(authentication);
        }
        return authentication;
    }

    private RefusalException refuse(Authentication authentication) {
        RefusalException refusal = refusal(authentication);
        refused(refusal);
        return refusal;
    }

    /** Refuses a caller who is authenticated and lacks a role. */
    public AccessDeniedException lacks(String demand) {
        AccessDeniedException refusal =
                new AccessDeniedException(RefusalCode.INSUFFICIENT_ROLE, demand);
        refused(refusal);
        return refusal;
    }

    /** Refuses a caller who is authenticated and whose access token lacks scopes. */
    public AccessDeniedException lacksScopes(String demand, Set<String> required) {
        AccessDeniedException refusal =
                new AccessDeniedException(RefusalCode.INSUFFICIENT_SCOPE, demand, required);
        refused(refusal);
        return refusal;
    }

    /** Logs a refusal that is about to be thrown. */
    protected void refused(RefusalException refusal) {
        BoundCaller bound = bound();
        events.refused(refusal, bound.authentication(), bound.address());
    }

    /**
     * The exception by which a caller is refused who is not {@link Verified}, where a user must be.
     */
    public static RefusalException refusal(Authentication authentication) {
        if (authentication instanceof Unavailable unavailable) {
            return new AuthServerUnavailableException(
                    unavailable.detail(), unavailable.retryAfter());
        }
        if (authentication instanceof Rejected rejected) {
            return refusal(rejected);
        }
        if (authentication instanceof VerifiedClient) {
            return new AccessDeniedException(
                    RefusalCode.USER_REQUIRED, "A client that acts for no user is not allowed");
        }
        return new AuthenticationRequiredException(
                RefusalCode.AUTHENTICATION_REQUIRED, "Sign in, or present a token");
    }

    private static RefusalException refusal(Rejected rejected) {
        return switch (rejected.code()) {
            case USER_BANNED, ORIGIN_NOT_ALLOWED, INSUFFICIENT_ROLE ->
                    new AccessDeniedException(rejected.code(), rejected.detail());
            default ->
                    new AuthenticationRequiredException(
                            rejected.code(),
                            rejected.detail(),
                            rejected.retryAfter(),
                            rejected.dpopNonce());
        };
    }

    /** Whom the server carried to a task that begins on this thread. */
    BoundCaller ofServer() {
        return carried.find();
    }

    /** The principal that the server's context of this thread has. Never throws. */
    @Nullable Principal serverPrincipal() {
        return carried.principal();
    }

    /** For whom the current thread works. Never throws. */
    BoundCaller bound() {
        BoundCaller bound = CallerBinding.current();
        if (bound == null) {
            return carried.ofUnboundThread();
        }
        if (!bound.isToBeConfirmed()) {
            return bound;
        }
        if (bound.authentication().principal() != null) {
            return carried.confirms(bound) ? bound : BoundCaller.UNAUTHENTICATED;
        }
        return carried.find();
    }
}
