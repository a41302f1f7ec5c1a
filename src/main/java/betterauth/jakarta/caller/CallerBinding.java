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
        return () -> restore(before);
    }

    private static void restore(@Nullable BoundCaller before) {
        if (before == null) {
            BOUND.remove();
        } else {
            BOUND.set(before);
        }
    }

    /** Ends a binding. */
    @FunctionalInterface
    interface Scope {
        void close();
    }
}
