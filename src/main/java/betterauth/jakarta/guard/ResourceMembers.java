package betterauth.jakarta.guard;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The sub-resource methods and locators of a resource type (Jakarta REST 3.1, section 3.4.1), its
 * own and the inherited ones.
 */
record ResourceMembers(List<PathTemplate> methods, List<Locator> locators) {

    /** A sub-resource locator. */
    record Locator(Method method, PathTemplate template, Class<?> returned) {

        /** The declared type of what it locates; empty if that does not say. */
        Optional<Class<?>> located() {
            return returned == Object.class || returned == Class.class
                    ? Optional.empty()
                    : Optional.of(returned);
        }
    }

    static ResourceMembers of(Class<?> type) {
        List<PathTemplate> methods = new ArrayList<>();
        List<Locator> locators = new ArrayList<>();
        TypeVariables variables = TypeVariables.of(type);
        for (Method method : type.getMethods()) {
            Optional<Method> annotated =
                    method.isBridge()
                            ? Optional.empty()
                            : AnnotatedMethods.find(type, method, variables);
            Path path = annotated.map(found -> found.getAnnotation(Path.class)).orElse(null);
            if (path == null) {
                continue;
            }
            PathTemplate template = PathTemplate.parse(path.value());
            if (annotated.filter(AnnotatedMethods::isForAnHttpMethod).isPresent()) {
                methods.add(template);
            } else {
                locators.add(new Locator(method, template, returned(method, variables)));
            }
        }
        return new ResourceMembers(List.copyOf(methods), List.copyOf(locators));
    }

    /**
     * The locators that a path runs, several where their templates come alike; none if a method's
     * template comes before (Jakarta REST 3.1, section 3.7.2, 2f to 2h).
     */
    List<Locator> locatorsFor(String path) {
        List<Locator> matching =
                locators.stream()
                        .filter(locator -> locator.template().rest(path).isPresent())
                        .sorted(Comparator.comparing(Locator::template, PathTemplate.PRECEDENCE))
                        .toList();
        if (matching.isEmpty()) {
            return matching;
        }
        PathTemplate first = matching.get(0).template();
        boolean isMethods =
                methods.stream()
                        .filter(method -> method.rest(path).filter(String::isEmpty).isPresent())
                        .anyMatch(method -> PathTemplate.PRECEDENCE.compare(method, first) <= 0);
        return isMethods
                ? List.of()
                : matching.stream()
                        .filter(
                                locator ->
                                        PathTemplate.PRECEDENCE.compare(locator.template(), first)
                                                == 0)
                        .toList();
    }

    private static Class<?> returned(Method locator, TypeVariables variables) {
        Type type = locator.getGenericReturnType();
        return type instanceof ParameterizedType generic && generic.getRawType() == Class.class
                ? variables.erasure(generic.getActualTypeArguments()[0])
                : variables.erasure(type);
    }
}
