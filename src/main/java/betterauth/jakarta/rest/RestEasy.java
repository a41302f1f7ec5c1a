package betterauth.jakarta.rest;

import betterauth.jakarta.observe.Loggers;
import java.lang.reflect.InvocationTargetException;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * Keeps the clients of several applications of one WildFly apart. RESTEasy makes the providers of
 * its clients late and by the CDI container of the first application that made a client, so the
 * others' calls fail once that one is undeployed (WELD-001333).
 */
final class RestEasy {

    private static final System.Logger LOG = Loggers.sessions();
    private static final String FACTORY = "org.jboss.resteasy.spi.ResteasyProviderFactory";
    private static final String BUILTIN = "org.jboss.resteasy.plugins.providers.RegisterBuiltin";
    private static final String LOCAL =
            "org.jboss.resteasy.client.jaxrs.internal.LocalResteasyProviderFactory";

    private RestEasy() {}

    /**
     * Gives a client providers that no other application shares. Leaves a builder of another
     * implementation, or of a RESTEasy with other classes, as it is.
     */
    static void isolate(RestClientBuilder builder) {
        if (!builder.getClass().getName().startsWith("org.jboss.resteasy.")) {
            return;
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Class<?> type = Class.forName(FACTORY, true, loader);
            Object own = type.getMethod("newInstance").invoke(null);
            Class.forName(BUILTIN, true, loader).getMethod("register", type).invoke(null, own);
            // A builder takes properties with this prefix for calls of the builder's methods.
            builder.property(
                    "resteasy.providerFactory",
                    Class.forName(LOCAL, true, loader).getConstructor(type).newInstance(own));
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InstantiationException
                | InvocationTargetException
                | LinkageError changed) {
            LOG.log(System.Logger.Level.DEBUG, "REST client shares its providers", changed);
        }
    }
}
