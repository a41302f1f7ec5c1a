package betterauth.jakarta.mechanism;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.CallerPrincipal;
import betterauth.jakarta.identity.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller of the current thread, as the server knows them: on a request's own thread and on
 * every thread to which the server carries the caller.
 *
 * <p>The caller is told by the type of the principal, since each server has another name for
 * nobody.
 */
@ApplicationScoped
public class Caller {

    @Inject SecurityContext security;

    @Inject HttpServletRequest request;

    @Inject Settings settings;

    @Inject Identities identities;

    /** Who calls, or why nobody does. */
    public Authentication authentication() {
        JsonWebToken token = token();
        if (token instanceof CallerPrincipal caller) {
            return new Verified(caller);
        }
        if (token != null && settings.mechanism() == Mechanism.CONTAINER) {
            return ofContainer(token);
        }
        return outcome() instanceof Authentication outcome && !(outcome instanceof Verified)
                ? outcome
                : new Anonymous();
    }

    /**
     * Returns the caller, who must be known.
     *
     * @throws AuthenticationRequiredException if nobody is
     * @throws AccessDeniedException if the caller is known to be barred
     */
    public CallerPrincipal required() {
        Authentication authentication = authentication();
        if (authentication instanceof Verified verified) {
            return verified.caller();
        }
        if (authentication instanceof Unavailable unavailable) {
            throw new AuthenticationRequiredException(
                    RefusalCode.AUTH_SERVER_UNAVAILABLE,
                    unavailable.detail(),
                    unavailable.retryAfter());
        }
        if (authentication instanceof Rejected rejected) {
            throw refusal(rejected);
        }
        throw new AuthenticationRequiredException(
                RefusalCode.AUTHENTICATION_REQUIRED, "Sign in, or present a token");
    }

    /** The request keeps what was made of the server's token; other threads make it again. */
    private Authentication ofContainer(JsonWebToken token) {
        if (outcome() instanceof Authentication known) {
            return known;
        }
        Authentication outcome = ContainerToken.identify(token, identities);
        try {
            request.setAttribute(BetterAuthModule.OUTCOME, outcome);
        } catch (ContextNotActiveException | IllegalStateException noRequest) {
            return outcome;
        }
        return outcome;
    }

    private @Nullable JsonWebToken token() {
        if (security.getCallerPrincipal() instanceof JsonWebToken token) {
            return token;
        }
        // On threads of an executor some servers still know the subject, though no longer the
        // caller.
        Set<JsonWebToken> carried = security.getPrincipalsByType(JsonWebToken.class);
        return carried == null || carried.isEmpty() ? null : carried.iterator().next();
    }

    private static RuntimeException refusal(Rejected rejected) {
        return switch (rejected.code()) {
            case USER_BANNED, ORIGIN_NOT_ALLOWED, INSUFFICIENT_ROLE ->
                    new AccessDeniedException(rejected.code(), rejected.detail());
            default ->
                    new AuthenticationRequiredException(
                            rejected.code(), rejected.detail(), rejected.retryAfter());
        };
    }

    /** What the module left on the request; null where there is no request. */
    private @Nullable Object outcome() {
        try {
            return request.getAttribute(BetterAuthModule.OUTCOME);
        } catch (ContextNotActiveException | IllegalStateException noRequest) {
            return null;
        }
    }
}
