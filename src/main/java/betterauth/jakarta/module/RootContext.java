package betterauth.jakarta.module;

import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names by which servers look for a root context's module. Its path is empty (Jakarta Servlet
 * 6.0, {@code ServletContext.getContextPath}), yet Open Liberty registers by that and looks for
 * {@code /}.
 */
public final class RootContext {

    private static final String SLASH = "/";

    private RootContext() {}

    /** The contexts to register a module for: a root context, and the same under its other name. */
    public static List<ServletContext> namesOf(ServletContext context) {
        return context.getContextPath().isEmpty()
                ? List.of(context, slash(context))
                : List.of(context);
    }

    private static ServletContext slash(ServletContext context) {
        return (ServletContext)
                Proxy.newProxyInstance(
                        RootContext.class.getClassLoader(),
                        new Class<?>[] {ServletContext.class},
                        (proxy, method, arguments) -> answer(context, method, arguments));
    }

    /** Attributes are kept apart, since servers note the registration in one. */
    private static @Nullable Object answer(
            ServletContext context, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("getContextPath")) {
            return SLASH;
        }
        Object[] passed = arguments == null ? new Object[0] : arguments.clone();
        if (method.getName().endsWith("Attribute")) {
            passed[0] = passed[0] + SLASH;
        }
        try {
            return method.invoke(context, passed);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
