package betterauth.jakarta.caller;

import jakarta.servlet.ServletContext;

/**
 * What this server's own security context of a thread may be, as measured.
 *
 * @param isInherited whether a new thread may have the context of the one that created it: Payara's
 *     is an {@code InheritableThreadLocal}
 * @param isLeftOver whether a thread may have the context of a request that it served before: Open
 *     Liberty's threads keep it until their next request
 * @param isExchanged whether an asynchronous observer may have the context of another's event: Open
 *     Liberty holds the one that it captures in a field, which all requests share, until it returns
 *     it
 * @param isAuthenticatingAgain whether it authenticates a request again for a resource with
 *     {@code @PermitAll}: Payara does
 */
public record ServerTraits(
        boolean isInherited,
        boolean isLeftOver,
        boolean isExchanged,
        boolean isAuthenticatingAgain) {

    /** An unknown server is taken to do the first three, and not to authenticate again. */
    private static volatile ServerTraits current = new ServerTraits(true, true, true, false);

    static ServerTraits current() {
        return current;
    }

    /**
     * Tells the traits of the server that deploys the application.
     *
     * @param caller decides the caller of threads that nothing is bound to
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
        if (serverInfo.contains("Liberty")) {
            return new ServerTraits(false, true, true, false);
        }
        if (serverInfo.contains("Payara")) {
            return new ServerTraits(true, false, false, true);
        }
        boolean isUnknown = !serverInfo.contains("WildFly");
        return new ServerTraits(isUnknown, isUnknown, isUnknown, false);
    }
}
