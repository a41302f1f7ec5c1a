package betterauth.jakarta.caller;

import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClientPrincipal;
import betterauth.jakarta.identity.UserPrincipal;
import betterauth.jakarta.observe.Loggers;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller whom the server's own means carried to a thread: the EJB container to asynchronous
 * methods and CDI to asynchronous observers. The caller is recognised by the type of the principal,
 * since each server has another name for an anonymous one.
 */
@ApplicationScoped
class CarriedCaller {

    private static final System.Logger LOG = Loggers.authentication();

    @Inject SecurityContext security;

    @Inject Settings settings;

    @Inject ContainerTokens containerTokens;

    /**
     * The caller of a thread that nothing is bound to, which is unauthenticated. Payara alone now
     * and then loses the context of a task, which its managed threads run.
     */
    BoundCaller ofUnboundThread() {
        return ServerTraits.current().isInherited()
                        && Thread.currentThread() instanceof ManageableThread
                ? find()
                : BoundCaller.UNAUTHENTICATED;
    }

    /** Whether the server's context of this thread has the caller who is bound to it. */
    boolean confirms(BoundCaller bound) {
        Principal carried = principal();
        if (bound.authentication() instanceof Verified verified) {
            return carried instanceof JsonWebToken token
                    && verified.caller().getSubject().equals(token.getSubject());
        }
        return carried != null && carried.equals(bound.authentication().principal());
    }

    /** The caller of a thread on which the server is known to have set its security context. */
    BoundCaller find() {
        Principal principal = principal();
        return principal != null && PrincipalTrace.isCarried(principal)
                ? new BoundCaller(identify(principal), "")
                : BoundCaller.UNAUTHENTICATED;
    }

    private Authentication identify(Principal principal) {
        if (principal instanceof UserPrincipal user) {
            return new Verified(user);
        }
        if (principal instanceof ClientPrincipal client) {
            return new VerifiedClient(client);
        }
        return settings.mechanism() == Mechanism.CONTAINER
                        && principal instanceof JsonWebToken token
                ? containerTokens.identify(token)
                : new Anonymous();
    }

    /** Some servers know no caller on threads of an executor, but still the subject. */
    @Nullable Principal principal() {
        try {
            Principal caller = security.getCallerPrincipal();
            if (caller instanceof JsonWebToken || caller instanceof ClientPrincipal) {
                return caller;
            }
            Principal user = carried(JsonWebToken.class);
            return user == null ? carried(ClientPrincipal.class) : user;
        } catch (RuntimeException unknownThread) {
            LOG.log(System.Logger.Level.DEBUG, "Server has no context here", unknownThread);
            return null;
        }
    }

    private @Nullable Principal carried(Class<? extends Principal> type) {
        Set<? extends Principal> carried = security.getPrincipalsByType(type);
        return carried == null || carried.isEmpty() ? null : carried.iterator().next();
    }
}
