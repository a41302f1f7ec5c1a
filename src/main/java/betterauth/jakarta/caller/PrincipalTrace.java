package betterauth.jakarta.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the request that a caller principal was established for, so that a principal
 * which a server carries to another thread can be told from one that it left there by mistake.
 *
 * <p>Payara's security context is an {@code InheritableThreadLocal}, and is not cleared after a
 * request that reaches no servlet. So a principal is believed off its request's threads only if its
 * request was dispatched to the application, and, once a thread was created in that request, only
 * while a dispatch of it lasts: the new thread has inherited the context.
 */
public final class PrincipalTrace {

    /** Principals are compared by identity, and each request has one of its own. */
    private static final Cache<Principal, PrincipalTrace> TRACES =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    /** Values are of the JDK's, so that a thread pins none of the application's classes. */
    private static final InheritableThreadLocal<AtomicBoolean> THREAD_CREATED =
            new InheritableThreadLocal<>() {
                @Override
                protected @Nullable AtomicBoolean childValue(@Nullable AtomicBoolean parent) {
                    if (parent != null) {
                        parent.set(true);
                    }
                    return null;
                }
            };

    private final AtomicBoolean inherited = new AtomicBoolean();
    private final AtomicInteger dispatches = new AtomicInteger();
    private volatile boolean dispatched;

    private PrincipalTrace() {}

    /**
     * Begins to watch the thread that establishes a principal.
     *
     * @param principal null for an anonymous caller
     */
    public static void establish(@Nullable Principal principal) {
        if (!ServerTraits.current().inheritsContext()) {
            return;
        }
        if (principal == null) {
            THREAD_CREATED.remove();
        } else {
            THREAD_CREATED.set(of(principal).inherited);
        }
    }

    /** Notes that a dispatch of the principal's request begins. */
    static void enter(Principal principal) {
        PrincipalTrace trace = of(principal);
        trace.dispatches.incrementAndGet();
        trace.dispatched = true;
    }

    /** Notes that a dispatch of the principal's request ends. */
    static void leave(Principal principal) {
        of(principal).dispatches.decrementAndGet();
    }

    /** Whether a principal that the server gives another thread can only have been carried. */
    static boolean isCarried(Principal principal) {
        PrincipalTrace trace = TRACES.getIfPresent(principal);
        return trace != null
                && trace.dispatched
                && (!trace.inherited.get() || trace.dispatches.get() > 0);
    }

    private static PrincipalTrace of(Principal principal) {
        return TRACES.get(principal, unseen -> new PrincipalTrace());
    }
}
