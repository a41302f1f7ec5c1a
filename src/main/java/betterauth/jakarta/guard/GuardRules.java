package betterauth.jakarta.guard;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the rule for a method: the most specific annotated place wins, that is the method, what it
 * overrides, then the type, its stereotypes, then its superclasses with theirs. Interfaces come
 * last. All stereotypes of a type are one place, and so are all interfaces: several rules in one
 * place all hold.
 */
final class GuardRules {

    private GuardRules() {}

    /**
     * The rule for a method of a type.
     *
     * @param type the type that is called, which may be a proxy's
     * @param method the method that is called
     * @return the rule; empty if no place carries an annotation
     * @throws IllegalArgumentException if a {@code @RequireRole} names no role; the message names
     *     the place
     */
    static Optional<GuardRule> of(Class<?> type, Method method) {
        Set<Class<?>> classes = new LinkedHashSet<>(superclasses(type));
        classes.addAll(superclasses(method.getDeclaringClass()));
        return on(method)
                .or(() -> first(classes, each -> onOverridden(each, method)))
                .or(() -> allOf(interfaces(classes), each -> onOverridden(each, method)))
                .or(() -> ofTypes(classes));
    }

    /** The rule for a type, whatever its methods say. */
    static Optional<GuardRule> ofType(Class<?> type) {
        return ofTypes(superclasses(type));
    }

    private static Optional<GuardRule> ofTypes(Set<Class<?>> classes) {
        return first(classes, GuardRules::onTypeOrStereotype)
                .or(() -> allOf(interfaces(classes), GuardRules::onTypeOrStereotype));
    }

    private static Optional<GuardRule> onTypeOrStereotype(Class<?> type) {
        return on(type).or(() -> onStereotypesOf(type, new LinkedHashSet<>()));
    }

    private static Optional<GuardRule> first(
            Set<Class<?>> types, Function<Class<?>, Optional<GuardRule>> rule) {
        return types.stream().map(rule).flatMap(Optional::stream).findFirst();
    }

    private static Optional<GuardRule> allOf(
            Set<Class<?>> types, Function<Class<?>, Optional<GuardRule>> rule) {
        return GuardRule.all(types.stream().map(rule).flatMap(Optional::stream).toList());
    }

    /** Only what stands in the place itself: an inherited annotation is a less specific place. */
    private static Optional<GuardRule> on(AnnotatedElement place) {
        RequireRole requireRole = place.getDeclaredAnnotation(RequireRole.class);
        if (requireRole != null) {
            try {
                return Optional.of(
                        new GuardRule.Roles(List.of(requireRole.value()), requireRole.match()));
            } catch (IllegalArgumentException noRole) {
                throw new IllegalArgumentException(noRole.getMessage() + ": " + place, noRole);
            }
        }
        if (place.getDeclaredAnnotation(Authenticated.class) != null) {
            return Optional.of(new GuardRule.Known());
        }
        return place.getDeclaredAnnotation(PublicAccess.class) != null
                ? Optional.of(new GuardRule.Open())
                : Optional.empty();
    }

    private static Optional<GuardRule> onStereotypesOf(Class<?> type, Set<Class<?>> seen) {
        List<GuardRule> rules = new ArrayList<>();
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            Class<?> stereotype = annotation.annotationType();
            if (stereotype.isAnnotationPresent(Stereotype.class) && seen.add(stereotype)) {
                on(stereotype).ifPresent(rules::add);
                onStereotypesOf(stereotype, seen).ifPresent(rules::add);
            }
        }
        return GuardRule.all(rules);
    }

    /** The rule of what {@code method} overrides in a supertype. */
    private static Optional<GuardRule> onOverridden(Class<?> supertype, Method method) {
        return GuardRule.all(
                overridden(supertype, method)
                        .map(GuardRules::on)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Parameters may be type variables in the supertype, so that more than one may be meant. */
    private static Stream<Method> overridden(Class<?> supertype, Method method) {
        try {
            return Stream.of(
                    supertype.getDeclaredMethod(method.getName(), method.getParameterTypes()));
        } catch (NoSuchMethodException notWithTheseParameters) {
            return Stream.of(supertype.getDeclaredMethods())
                    .filter(candidate -> candidate.getName().equals(method.getName()))
                    .filter(candidate -> isOverriddenGenerically(candidate, method));
        }
    }

    private static boolean isOverriddenGenerically(Method candidate, Method method) {
        Class<?>[] erased = candidate.getParameterTypes();
        Type[] generic = candidate.getGenericParameterTypes();
        Class<?>[] actual = method.getParameterTypes();
        if (erased.length != actual.length) {
            return false;
        }
        for (int i = 0; i < actual.length; i++) {
            boolean isVariable = !(generic[i] instanceof Class<?>);
            if (erased[i] != actual[i] && !(isVariable && erased[i].isAssignableFrom(actual[i]))) {
                return false;
            }
        }
        return true;
    }

    /** The type and its superclasses upwards. */
    private static Set<Class<?>> superclasses(Class<?> type) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (Class<?> each = type;
                each != null && each != Object.class;
                each = each.getSuperclass()) {
            classes.add(each);
        }
        return classes;
    }

    private static Set<Class<?>> interfaces(Set<Class<?>> classes) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        classes.forEach(each -> addInterfaces(each, interfaces));
        return interfaces;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> interfaces) {
        for (Class<?> each : type.getInterfaces()) {
            if (interfaces.add(each)) {
                addInterfaces(each, interfaces);
            }
        }
    }
}
