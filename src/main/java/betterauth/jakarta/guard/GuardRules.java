package betterauth.jakarta.guard;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the rule for a method: the most specific annotated place wins, that is the method (or what
 * it overrides), then its type (or a supertype), then the type's stereotypes.
 */
final class GuardRules {

    private GuardRules() {}

    /**
     * @param type the type that is called, which may be a proxy's
     * @param method the method that is called
     * @return the rule; empty if no place carries an annotation
     * @throws IllegalArgumentException if a {@code @RequireRole} names no role; the message names
     *     the place
     */
    static Optional<GuardRule> of(Class<?> type, Method method) {
        Set<Class<?>> hierarchy = hierarchyOf(type);
        hierarchy.addAll(hierarchyOf(method.getDeclaringClass()));
        Optional<GuardRule> rule = on(method);
        for (Class<?> each : hierarchy) {
            rule = rule.or(() -> overridden(each, method).flatMap(GuardRules::on));
        }
        for (Class<?> each : hierarchy) {
            rule = rule.or(() -> on(each));
        }
        for (Class<?> each : hierarchy) {
            rule = rule.or(() -> onStereotypesOf(each, new LinkedHashSet<>()));
        }
        return rule;
    }

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
        if (place.isAnnotationPresent(Authenticated.class)) {
            return Optional.of(new GuardRule.Known());
        }
        return place.isAnnotationPresent(PublicAccess.class)
                ? Optional.of(new GuardRule.Open())
                : Optional.empty();
    }

    private static Optional<GuardRule> onStereotypesOf(Class<?> type, Set<Class<?>> seen) {
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            Class<?> stereotype = annotation.annotationType();
            if (stereotype.isAnnotationPresent(Stereotype.class) && seen.add(stereotype)) {
                Optional<GuardRule> rule =
                        on(stereotype).or(() -> onStereotypesOf(stereotype, seen));
                if (rule.isPresent()) {
                    return rule;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Method> overridden(Class<?> type, Method method) {
        try {
            return Optional.of(
                    type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
        } catch (NoSuchMethodException notDeclaredThere) {
            return Optional.empty();
        }
    }

    /** The type, its superclasses upwards, then all interfaces. */
    private static Set<Class<?>> hierarchyOf(Class<?> type) {
        Set<Class<?>> hierarchy = new LinkedHashSet<>();
        for (Class<?> each = type;
                each != null && each != Object.class;
                each = each.getSuperclass()) {
            hierarchy.add(each);
        }
        for (Class<?> each : Set.copyOf(hierarchy)) {
            addInterfaces(each, hierarchy);
        }
        return hierarchy;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> hierarchy) {
        for (Class<?> each : type.getInterfaces()) {
            if (hierarchy.add(each)) {
                addInterfaces(each, hierarchy);
            }
        }
    }
}
