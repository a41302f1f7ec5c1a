package betterauth.jakarta.guard;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the Jakarta REST annotations of types and methods stand (Jakarta REST 3.1, section 3.6).
 */
final class AnnotatedMethods {

    private AnnotatedMethods() {}

    /**
     * The method itself or what it overrides, whichever carries annotations first: superclasses
     * come before interfaces (Jakarta REST 3.1, section 3.6), those of the type included.
     */
    static Optional<Method> find(Class<?> type, Method method, TypeVariables variables) {
        return Stream.concat(
                        Stream.of(method),
                        supertypes(type).stream()
                                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                                .filter(candidate -> !candidate.isBridge())
                                .filter(candidate -> variables.overrides(method, candidate)))
                .filter(
                        candidate ->
                                candidate.isAnnotationPresent(Path.class)
                                        || isForAnHttpMethod(candidate))
                .findFirst();
    }

    /** The annotation may stand on a superclass, or on an interface as RESTEasy allows. */
    static Optional<Path> path(Class<?> type) {
        return supertypes(type).stream()
                .flatMap(each -> Stream.ofNullable(each.getDeclaredAnnotation(Path.class)))
                .findFirst();
    }

    static boolean isForAnHttpMethod(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.isAnnotationPresent(HttpMethod.class));
    }

    /** The type, its superclasses and then all their interfaces. */
    static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            types.add(each);
        }
        List.copyOf(types).forEach(each -> addInterfaces(each, types));
        return types;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> each : type.getInterfaces()) {
            types.add(each);
            addInterfaces(each, types);
        }
    }
}
