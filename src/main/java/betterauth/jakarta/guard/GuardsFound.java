package betterauth.jakarta.guard;

import jakarta.interceptor.Interceptor;
import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The guards that annotations of an application declare, as far as a server tells of the types that
 * have them.
 *
 * @param places how many types and methods have a guard, by the name of the type
 * @param scopes the scopes that guards name
 */
public record GuardsFound(SortedMap<String, Integer> places, SortedSet<String> scopes) {

    private static final int MOST_NAMES = 10;

    public GuardsFound {
        places = new TreeMap<>(places);
        scopes = new TreeSet<>(scopes);
    }

    /** Looks at the annotations of these types, of which some may have none. */
    public static GuardsFound among(Collection<Class<?>> types) {
        SortedMap<String, Integer> places = new TreeMap<>();
        SortedSet<String> scopes = new TreeSet<>();
        for (Class<?> type : types) {
            List<GuardRule> guards = guards(type);
            if (!guards.isEmpty()) {
                places.put(type.getName(), guards.size());
            }
            guards.stream()
                    .flatMap(guard -> guard.scopes().stream())
                    .forEach(found -> scopes.addAll(found.names()));
        }
        return new GuardsFound(places, scopes);
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
    private static List<GuardRule> guards(Class<?> type) {
        try {
            if (type.isAnnotation() || isInterceptor(type)) {
                return List.of();
            }
            Optional<GuardRule> ofType =
                    GuardRules.OWN.ofType(type).or(() -> GuardRules.STANDARD.ofType(type));
            Stream<GuardRule> ofMethods =
                    Stream.of(type.getDeclaredMethods())
                            .filter(method -> !method.isBridge())
                            .flatMap(method -> guard(method).stream());
            return Stream.concat(ofType.stream(), ofMethods).filter(GuardsFound::demands).toList();
        } catch (IllegalArgumentException | LinkageError broken) {
            return List.of();
        }
    }

    private static Optional<GuardRule> guard(AnnotatedElement place) {
        return GuardAnnotations.own(place).or(() -> GuardAnnotations.standard(place));
    }

    private static boolean demands(GuardRule rule) {
        return !(rule instanceof GuardRule.Open);
    }

    private static boolean isInterceptor(Class<?> type) {
        return type.isAnnotationPresent(Interceptor.class);
    }
}
