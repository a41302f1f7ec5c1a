package betterauth.jakarta.caller;

import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the caller to tasks (Jakarta Concurrency 3.0, section 3.3.6): a task has the caller of
 * the thread that submitted it, and is unauthenticated if that one was.
 */
public final class CallerContextProvider implements ThreadContextProvider {

    /** The context type that {@code ContextServiceDefinition} may name. */
    public static final String TYPE = "better-auth-caller";

    private static volatile @Nullable Caller unbound;

    /**
     * Sets who decides the caller of threads that nothing is bound to; null while no application
     * runs. Servers ask for contexts before CDI can be asked for this one.
     */
    static void use(@Nullable Caller caller) {
        unbound = caller;
    }

    /**
     * The principal that the server's context of this thread has, where the server may exchange it
     * while the work lasts; null if it has none.
     */
    static @Nullable Principal serverPrincipal() {
        Caller caller = unbound;
        return caller != null && ServerTraits.current().isExchanged()
                ? caller.serverPrincipal()
                : null;
    }

    @Override
    public ThreadContextSnapshot currentContext(Map<String, String> properties) {
        return of(submitter());
    }

    /**
     * By default some servers clear the contexts of applications and carry their own security
     * context: Payara for its {@code ContextService}, and Open Liberty, which asks for this where
     * the task begins. So the caller is the submitter's, if the server's context has the same one,
     * or else the one that the server propagated. Where its context is cleared as well, the task is
     * unauthenticated.
     */
    @Override
    public ThreadContextSnapshot clearedContext(Map<String, String> properties) {
        BoundCaller submitter = submitter();
        return () -> CallerBinding.bindCarried(confirmed(submitter))::close;
    }

    private static BoundCaller confirmed(BoundCaller submitter) {
        Caller caller = unbound;
        boolean isKnown = submitter.authentication().principal() != null;
        if (isKnown || caller == null) {
            return submitter.toBeConfirmed();
        }
        BoundCaller found = caller.ofServer();
        return found.authentication().principal() != null ? found : found.toBeConfirmed();
    }

    private static BoundCaller submitter() {
        BoundCaller bound = CallerBinding.current();
        Caller caller = unbound;
        if (bound == null || bound.isToBeConfirmed()) {
            return caller == null ? BoundCaller.UNAUTHENTICATED : caller.bound();
        }
        return bound;
    }

    @Override
    public String getThreadContextType() {
        return TYPE;
    }

    private static ThreadContextSnapshot of(BoundCaller caller) {
        return () -> CallerBinding.bindCarried(caller)::close;
    }
}
