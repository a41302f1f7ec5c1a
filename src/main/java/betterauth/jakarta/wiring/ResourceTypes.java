package betterauth.jakarta.wiring;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireScope;
import betterauth.jakarta.guard.KnownTypes;
import betterauth.jakarta.observe.Loggers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Jakarta REST resources of the application, and refuses an application that switches off
 * how {@link RestFeature} is found.
 */
@HandlesTypes({
    Path.class,
    Application.class,
    Authenticated.class,
    RequireRole.class,
    RequireScope.class,
    PublicAccess.class
})
public final class ResourceTypes implements ServletContainerInitializer {

    private static final System.Logger LOG = Loggers.deployment();
    private static final String ATTRIBUTE = ResourceTypes.class.getName();

    /** Jakarta REST 3.1, section 4.1.2: whether features are found by {@code META-INF/services}. */
    private static final String LOAD_SERVICES = "jakarta.ws.rs.loadServices";

    /** Properties of Jersey that switch the same off, if they are true. */
    private static final Set<String> SWITCHES_OFF =
            Set.of(
                    "jersey.config.disableMetainfServicesLookup",
                    "jersey.config.server.disableMetainfServicesLookup",
                    "jersey.config.disableAutoDiscovery",
                    "jersey.config.server.disableAutoDiscovery");

    /** A property of RESTEasy that lists providers, which are not to be used. */
    private static final String DISABLES = "resteasy.disable.providers";

    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context)
            throws ServletException {
        Set<Class<?>> found = types == null ? Set.of() : types;
        context.setAttribute(ATTRIBUTE, found);
        KnownTypes.add(found);
        Optional<String> reason = switchedOff(found, context);
        if (reason.isPresent()) {
            LOG.log(System.Logger.Level.ERROR, reason.get());
            refuseEverything(context);
            throw new ServletException(reason.get());
        }
    }

    /** Open Liberty goes on after the exception; then it is as if nothing had been deployed. */
    private static void refuseEverything(ServletContext context) {
        FilterRegistration.Dynamic registration =
                context.addFilter(
                        ATTRIBUTE,
                        (request, response, chain) ->
                                ((HttpServletResponse) response)
                                        .sendError(HttpServletResponse.SC_NOT_FOUND));
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
    }

    /** The types that Jakarta REST or a guard may be concerned with. */
    @SuppressWarnings("unchecked") // Set above
    static Set<Class<?>> of(ServletContext context) {
        if (!(context.getAttribute(ATTRIBUTE) instanceof Set<?> types)) {
            throw new IllegalStateException("ServletContainerInitializers were not called");
        }
        return (Set<Class<?>>) types;
    }

    private static Optional<String> switchedOff(Set<Class<?>> types, ServletContext context) {
        return Stream.of(
                        Stream.of(reason("a context parameter", context::getInitParameter)),
                        Stream.concat(
                                        context.getServletRegistrations().values().stream(),
                                        context.getFilterRegistrations().values().stream())
                                .map(
                                        each ->
                                                reason(
                                                        "a parameter of " + each.getName(),
                                                        each::getInitParameter)),
                        types.stream()
                                .filter(Application.class::isAssignableFrom)
                                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                                .map(ResourceTypes::reason))
                .flatMap(reasons -> reasons)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** An application whose properties cannot be read may switch off what it likes. */
    private static Optional<String> reason(Class<?> application) {
        try {
            Constructor<?> constructor = application.getDeclaredConstructor();
            constructor.setAccessible(true);
            Map<String, Object> properties =
                    ((Application) constructor.newInstance()).getProperties();
            return reason("a property of " + application.getName(), properties::get);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unreadable) {
            return Optional.of(
                    "Application.getProperties must not need a container, since it could switch off"
                            + " the guards: "
                            + application.getName()
                            + " failed with "
                            + unreadable);
        }
    }

    private static Optional<String> reason(
            String where, Function<String, @Nullable Object> properties) {
        if ("false".equalsIgnoreCase(text(properties.apply(LOAD_SERVICES)))) {
            return Optional.of(
                    LOAD_SERVICES
                            + " must not be false, since no guard is in force then: "
                            + where);
        }
        if (text(properties.apply(DISABLES)).contains(RestFeature.class.getName())) {
            return Optional.of(
                    DISABLES + " must not name " + RestFeature.class.getName() + ": " + where);
        }
        return SWITCHES_OFF.stream()
                .filter(key -> "true".equalsIgnoreCase(text(properties.apply(key))))
                .findFirst()
                .map(key -> key + " must not be true, since no guard is in force then: " + where);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }
}
