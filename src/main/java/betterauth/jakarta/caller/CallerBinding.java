package betterauth.jakarta.caller;

import org.jspecify.annotations.Nullable;

/**
 * The caller for whom the current thread works: bound while a dispatch of a request lasts, or a
 * task that was submitted by one, and unbound when it ends.
 */
final class CallerBinding {

    private static final ThreadLocal<BoundCaller> BOUND = new ThreadLocal<>();

    private CallerBinding() {}

    /** What is bound to this thread; null if nothing is. */
    static @Nullable BoundCaller current() {
        return BOUND.get();
    }

    /**
     * Binds a caller to this thread until the scope is closed, which the same thread must do, and
     * which restores what was bound before.
     */
    static Scope bind(BoundCaller caller) {
        BoundCaller before = BOUND.get();
        BOUND.set(caller);
        return () -> set(before);
    }

    /** Binds a caller as {@link #bind}, on a thread off their request. */
    static Scope bindCarried(BoundCaller caller) {
        Runnable watch = PrincipalTrace.watch(caller.authentication());
        Scope scope = bind(caller.carriedAs(CallerContextProvider.serverPrincipal()));
        return () -> {
            scope.close();
            watch.run();
        };
    }

    /** Replaces what is bound to this thread, if anything is, until its scope is closed. */
    static void replace(BoundCaller caller) {
        if (BOUND.get() != null) {
            BOUND.set(caller);
        }
    }

    private static void set(@Nullable BoundCaller caller) {
        if (caller == null) {
            BOUND.remove();
        } else {
            BOUND.set(caller);
        }
    }

    /** Ends a binding. */
    @FunctionalInterface
    interface Scope {
        void close();
    }
}
