package betterauth.jakarta.guard;

import jakarta.enterprise.inject.Stereotype;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
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

    /** By the guards of this project. */
    static final GuardRules OWN = new GuardRules(GuardAnnotations::own);

    /** By {@code @RolesAllowed}, {@code @DenyAll} and {@code @PermitAll}. */
    static final GuardRules STANDARD = new GuardRules(GuardAnnotations::standard);

    private final Function<AnnotatedElement, Optional<GuardRule>> reader;

    private GuardRules(Function<AnnotatedElement, Optional<GuardRule>> reader) {
        this.reader = reader;
    }

    /**
     * The rule for a method of a type.
     *
     * @param type the type that is called, which may be a proxy's
     * @param method the method that is called
     * @return the rule; empty if no place carries an annotation
     * @throws IllegalArgumentException if a {@code @RequireRole} names no role, or a
     *     {@code @RequireScope} no scope; the message names the place
     */
    Optional<GuardRule> of(Class<?> type, Method method) {
        Set<Class<?>> classes = new LinkedHashSet<>(superclasses(type));
        classes.addAll(superclasses(method.getDeclaringClass()));
        TypeVariables variables = TypeVariables.of(type);
        return onMember(method)
                .or(() -> first(classes, each -> onOverridden(each, method, variables)))
                .or(() -> allOf(interfaces(classes), each -> onOverridden(each, method, variables)))
                .or(() -> ofTypes(classes));
    }

    /** The rule for a type, whatever its methods say. */
    Optional<GuardRule> ofType(Class<?> type) {
        return ofTypes(superclasses(type));
    }

    private Optional<GuardRule> ofTypes(Set<Class<?>> classes) {
        return first(classes, this::onTypeOrStereotype)
                .or(() -> allOf(interfaces(classes), this::onTypeOrStereotype));
    }

    private Optional<GuardRule> onTypeOrStereotype(Class<?> type) {
        return onMember(type);
    }

    /** What stands in the place itself, else what its stereotypes and bindings bring. */
    private Optional<GuardRule> onMember(AnnotatedElement place) {
        return reader.apply(place).or(() -> onStereotypesOf(place, new LinkedHashSet<>()));
    }

    private static Optional<GuardRule> first(
            Set<Class<?>> types, Function<Class<?>, Optional<GuardRule>> rule) {
        return types.stream().map(rule).flatMap(Optional::stream).findFirst();
    }

    private static Optional<GuardRule> allOf(
            Set<Class<?>> types, Function<Class<?>, Optional<GuardRule>> rule) {
        return GuardRule.all(types.stream().map(rule).flatMap(Optional::stream).toList());
    }

    /** CDI takes interceptor bindings from stereotypes, and from bindings that carry others. */
    private Optional<GuardRule> onStereotypesOf(AnnotatedElement place, Set<Class<?>> seen) {
        List<GuardRule> rules = new ArrayList<>();
        for (Annotation annotation : place.getDeclaredAnnotations()) {
            Class<?> type = annotation.annotationType();
            boolean brings =
                    type.isAnnotationPresent(Stereotype.class)
                            || type.isAnnotationPresent(InterceptorBinding.class);
            if (brings && seen.add(type)) {
                reader.apply(type).ifPresent(rules::add);
                onStereotypesOf(type, seen).ifPresent(rules::add);
            }
        }
        return GuardRule.all(rules);
    }

    /** The rule of what {@code method} overrides in a supertype. */
    private Optional<GuardRule> onOverridden(
            Class<?> supertype, Method method, TypeVariables variables) {
        return GuardRule.all(
                Stream.of(supertype.getDeclaredMethods())
                        .filter(candidate -> !candidate.isBridge())
                        .filter(candidate -> variables.overrides(method, candidate))
                        .map(this::onMember)
                        .flatMap(Optional::stream)
                        .toList());
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
