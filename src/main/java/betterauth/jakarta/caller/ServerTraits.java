package betterauth.jakarta.caller;

import jakarta.servlet.ServletContext;

/**
 * What this server does with the contexts of threads, as measured.
 *
 * @param inheritsContext whether a new thread may inherit the security context of the one that
 *     created it: Payara's is an {@code InheritableThreadLocal}
 * @param carriesCaller whether the server's default Jakarta Concurrency resources honour {@link
 *     CallerContextProvider}: Open Liberty's do not, and carry its own security context, which no
 *     thread inherits and which it clears after each task
 */
public record ServerTraits(boolean inheritsContext, boolean carriesCaller) {

    /** Of an unknown server nothing is believed. */
    private static volatile ServerTraits current = new ServerTraits(true, true);

    static ServerTraits current() {
        return current;
    }

    /**
     * Tells the traits of the server that deploys the application.
     *
     * @param caller tells the caller of threads that nothing is bound to
     */
    public static void find(ServletContext context, Caller caller) {
        current = of(String.valueOf(context.getServerInfo()));
        CallerContextProvider.use(caller);
    }

    /** Lets go of the application. */
    public static void forget() {
        CallerContextProvider.use(null);
    }

    static ServerTraits of(String serverInfo) {
        // Open Liberty's web container has a name of its own.
        if (serverInfo.contains("Liberty") || serverInfo.contains("SMF WebContainer")) {
            return new ServerTraits(false, false);
        }
        boolean isKnown = serverInfo.contains("WildFly") || serverInfo.contains("Undertow");
        return new ServerTraits(!isKnown, true);
    }
}
