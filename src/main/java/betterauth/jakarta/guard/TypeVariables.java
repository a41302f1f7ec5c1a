package betterauth.jakarta.guard;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the type variables of a type's supertypes stand for (JLS, section 8.4.2). */
final class TypeVariables {

    private final Map<TypeVariable<?>, Type> bound = new HashMap<>();

    private TypeVariables() {}

    /** Reads the type arguments that a type, which may be a proxy's, gives its supertypes. */
    static TypeVariables of(Class<?> type) {
        TypeVariables variables = new TypeVariables();
        variables.read(type);
        return variables;
    }

    /** Whether a method of the type overrides or implements {@code candidate} of a supertype. */
    boolean overrides(Method method, Method candidate) {
        return candidate.getName().equals(method.getName())
                && candidate.getParameterCount() == method.getParameterCount()
                && (Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes())
                        || Arrays.equals(
                                Stream.of(candidate.getGenericParameterTypes())
                                        .map(this::erasure)
                                        .toArray(),
                                method.getParameterTypes()));
    }

    /** The class that is left of a type once its variables are replaced. */
    Class<?> erasure(Type type) {
        if (type instanceof Class<?> named) {
            return named;
        }
        if (type instanceof ParameterizedType generic) {
            return erasure(generic.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(erasure(array.getGenericComponentType()), 0).getClass();
        }
        if (type instanceof WildcardType wildcard) {
            return erasure(wildcard.getUpperBounds()[0]);
        }
        TypeVariable<?> variable = (TypeVariable<?>) type;
        Type argument = bound.get(variable);
        return erasure(argument == null ? variable.getBounds()[0] : argument);
    }

    private void read(@Nullable Class<?> type) {
        if (type == null) {
            return;
        }
        Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()),
                        Stream.of(type.getGenericInterfaces()))
                .forEach(this::bind);
        read(type.getSuperclass());
        Stream.of(type.getInterfaces()).forEach(this::read);
    }

    /** What is nearer to the type comes first and names what is farther. */
    private void bind(Type supertype) {
        if (supertype instanceof ParameterizedType generic) {
            TypeVariable<?>[] parameters = ((Class<?>) generic.getRawType()).getTypeParameters();
            for (int i = 0; i < parameters.length; i++) {
                Type argument = generic.getActualTypeArguments()[i];
                if (!parameters[i].equals(argument)) {
                    bound.putIfAbsent(parameters[i], argument);
                }
            }
        }
    }
}
