package betterauth.jakarta.guard;

import jakarta.interceptor.Interceptor;
import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The guards that annotations of an application declare, as far as a server tells of the types that
 * have them.
 *
 * @param places how many types and methods have a guard, by the name of the type
 */
public record GuardsFound(SortedMap<String, Integer> places) {

    private static final int MOST_NAMES = 10;

    public GuardsFound {
        places = new TreeMap<>(places);
    }

    /** Looks at the annotations of these types, of which some may have none. */
    public static GuardsFound among(Collection<Class<?>> types) {
        SortedMap<String, Integer> places = new TreeMap<>();
        for (Class<?> type : types) {
            int guards = count(type);
            if (guards > 0) {
                places.put(type.getName(), guards);
            }
        }
        return new GuardsFound(places);
    }

    public boolean isEmpty() {
        return places.isEmpty();
    }

    /** Such as {@code 3 in com.example.Orders, com.example.Reports}. */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "none";
        }
        int more = places.size() - MOST_NAMES;
        return places.values().stream().mapToInt(Integer::intValue).sum()
                + " in "
                + places.keySet().stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** A type whose dependencies are absent cannot be called either. */
    private static int count(Class<?> type) {
        try {
            if (type.isAnnotation() || isInterceptor(type)) {
                return 0;
            }
            boolean isGuarded =
                    GuardRules.OWN
                            .ofType(type)
                            .or(() -> GuardRules.STANDARD.ofType(type))
                            .filter(GuardsFound::demands)
                            .isPresent();
            long methods =
                    Stream.of(type.getDeclaredMethods())
                            .filter(method -> !method.isBridge())
                            .filter(GuardsFound::isGuarded)
                            .count();
            return (isGuarded ? 1 : 0) + (int) methods;
        } catch (IllegalArgumentException | LinkageError broken) {
            return 0;
        }
    }

    private static boolean isGuarded(AnnotatedElement place) {
        Optional<GuardRule> own = GuardAnnotations.own(place);
        return own.or(() -> GuardAnnotations.standard(place))
                .filter(GuardsFound::demands)
                .isPresent();
    }

    private static boolean demands(GuardRule rule) {
        return !(rule instanceof GuardRule.Open);
    }

    private static boolean isInterceptor(Class<?> type) {
        return type.isAnnotationPresent(Interceptor.class);
    }
}
