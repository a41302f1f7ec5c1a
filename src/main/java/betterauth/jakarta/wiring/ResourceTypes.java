package betterauth.jakarta.wiring;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Jakarta REST resources of the application, and refuses an application that switches off
 * how {@link RestFeature} is found.
 */
@HandlesTypes({Path.class, Application.class})
public final class ResourceTypes implements ServletContainerInitializer {

    private static final System.Logger LOG = System.getLogger(ResourceTypes.class.getName());
    private static final String ATTRIBUTE = ResourceTypes.class.getName();

    /** Jakarta REST 3.1, section 4.1.2: whether features are found by {@code META-INF/services}. */
    private static final String LOAD_SERVICES = "jakarta.ws.rs.loadServices";

    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context)
            throws ServletException {
        Set<Class<?>> found = types == null ? Set.of() : types;
        context.setAttribute(
                ATTRIBUTE,
                found.stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .collect(Collectors.toSet()));
        String where = switchedOff(found, context);
        if (where != null) {
            String message =
                    LOAD_SERVICES + " must not be false, since no guard is in force then: " + where;
            LOG.log(System.Logger.Level.ERROR, message);
            throw new ServletException(message);
        }
    }

    /** The types with {@code @Path}. */
    @SuppressWarnings("unchecked") // Set above
    static Set<Class<?>> of(ServletContext context) {
        if (!(context.getAttribute(ATTRIBUTE) instanceof Set<?> types)) {
            throw new IllegalStateException("ServletContainerInitializers were not called");
        }
        return (Set<Class<?>>) types;
    }

    private static @Nullable String switchedOff(Set<Class<?>> types, ServletContext context) {
        if (isFalse(context.getInitParameter(LOAD_SERVICES))) {
            return "a context parameter";
        }
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            if (isFalse(servlet.getInitParameter(LOAD_SERVICES))) {
                return "a parameter of the servlet " + servlet.getName();
            }
        }
        return types.stream()
                .filter(Application.class::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .filter(type -> properties(type).anyMatch(ResourceTypes::isFalse))
                .findFirst()
                .map(type -> "a property of " + type.getName())
                .orElse(null);
    }

    private static Stream<@Nullable Object> properties(Class<?> application) {
        try {
            Map<String, Object> properties =
                    ((Application) application.getDeclaredConstructor().newInstance())
                            .getProperties();
            return Stream.ofNullable(properties.get(LOAD_SERVICES));
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | RuntimeException needsMore) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "Properties cannot be read before it runs",
                    needsMore);
            return Stream.empty();
        }
    }

    private static boolean isFalse(@Nullable Object value) {
        return value != null && value.toString().strip().equalsIgnoreCase("false");
    }
}
