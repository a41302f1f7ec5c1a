package betterauth.jakarta.caller;

import betterauth.jakarta.identity.Authentication;
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
 * request that reaches no servlet; Open Liberty's stays on a thread until its next request. So a
 * principal is believed off its request's threads only if its request was dispatched to the
 * application. Where a thread may have it left over, or inherited it since one was created in that
 * request, it is believed only while a dispatch of the request lasts, and not of an asynchronous
 * one, whose first thread serves others while it lasts. Open Liberty also exchanges the contexts of
 * asynchronous observers that two requests notify at once; principals that were seen so are
 * believed nowhere any longer.
 */
public final class PrincipalTrace {

    /**
     * Of principals that are no {@link RequestPrincipal} and no {@link RequestClient}: those of the
     * server's own MP-JWT. They are compared by identity, and each request has another.
     */
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
    private volatile boolean isAsynchronous;
    private volatile boolean isExchanged;

    PrincipalTrace() {}

    /**
     * Begins to watch the thread that establishes a principal.
     *
     * @param principal null for an anonymous caller
     */
    public static void establish(@Nullable Principal principal) {
        if (!ServerTraits.current().isInherited()) {
            return;
        }
        if (principal == null) {
            THREAD_CREATED.remove();
        } else {
            THREAD_CREATED.set(of(principal).inherited);
        }
    }

    /**
     * Watches a thread that works for a caller off the request, as {@link #establish} does.
     *
     * @return ends the watch, on the same thread
     */
    static Runnable watch(Authentication authentication) {
        Principal principal = authentication.principal();
        if (!ServerTraits.current().isInherited() || principal == null) {
            return () -> {};
        }
        AtomicBoolean before = THREAD_CREATED.get();
        THREAD_CREATED.set(of(principal).inherited);
        return () -> {
            if (before == null) {
                THREAD_CREATED.remove();
            } else {
                THREAD_CREATED.set(before);
            }
        };
    }

    /** Notes that a dispatch of the principal's request begins. */
    static void enter(Principal principal) {
        PrincipalTrace trace = of(principal);
        trace.dispatches.incrementAndGet();
        trace.dispatched = true;
    }

    /**
     * Notes that a dispatch of the principal's request ends.
     *
     * @param isAsynchronous whether the request goes on without it
     */
    static void leave(Principal principal, boolean isAsynchronous) {
        PrincipalTrace trace = of(principal);
        if (isAsynchronous) {
            trace.isAsynchronous = true;
        }
        trace.dispatches.decrementAndGet();
    }

    /**
     * Notes that the server gave a thread one principal in place of another: none is believed off
     * its request any more, since either may be on the other's thread.
     *
     * @param before null for none, as {@code after}
     */
    static void noteExchange(@Nullable Principal before, @Nullable Principal after) {
        if (before == after) {
            return;
        }
        if (before != null) {
            of(before).isExchanged = true;
        }
        if (after != null) {
            of(after).isExchanged = true;
        }
    }

    /** Whether a principal that the server gives another thread can only have been carried. */
    static boolean isCarried(Principal principal) {
        PrincipalTrace known = ofRequest(principal);
        PrincipalTrace trace = known == null ? TRACES.getIfPresent(principal) : known;
        if (trace == null || !trace.dispatched || trace.isExchanged) {
            return false;
        }
        boolean mayBeStale = trace.inherited.get() || ServerTraits.current().isLeftOver();
        if (!mayBeStale) {
            return true;
        }
        return trace.dispatches.get() > 0 && !trace.isAsynchronous;
    }

    private static PrincipalTrace of(Principal principal) {
        PrincipalTrace known = ofRequest(principal);
        return known == null ? TRACES.get(principal, unseen -> new PrincipalTrace()) : known;
    }

    /** Not by an interface of theirs: servers make proxies of a principal with its interfaces. */
    private static @Nullable PrincipalTrace ofRequest(Principal principal) {
        if (principal instanceof RequestPrincipal user) {
            return user.trace();
        }
        return principal instanceof RequestClient client ? client.trace() : null;
    }
}
