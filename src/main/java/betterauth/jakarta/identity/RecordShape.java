package betterauth.jakarta.identity;

import jakarta.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How the components of a record are read from fields of the same names.
 *
 * @param title the record in messages
 */
record RecordShape(String title, Constructor<?> constructor, List<Component> components) {

    /** One component; an {@code Optional} may be absent. */
    record Component(String name, FieldType type, boolean isOptional) {}

    /**
     * Reads the declaration of a record.
     *
     * @param enclosing the records that this one is part of
     * @throws IllegalArgumentException if fields cannot be read as one of its components
     */
    static RecordShape of(Class<?> type, Set<Class<?>> enclosing) {
        RecordComponent[] declared = type.getRecordComponents();
        if (declared == null) {
            throw new IllegalArgumentException("Fields are read as a record: " + type.getName());
        }
        Set<Class<?>> around = new HashSet<>(enclosing);
        around.add(type);
        List<Component> components =
                Arrays.stream(declared).map(each -> component(type, each, around)).toList();
        return new RecordShape(type.getSimpleName(), constructor(type, declared), components);
    }

    private static Component component(
            Class<?> type, RecordComponent declared, Set<Class<?>> enclosing) {
        Type generic = declared.getGenericType();
        boolean isOptional = declared.getType() == Optional.class;
        Type content =
                isOptional && generic instanceof ParameterizedType optional
                        ? optional.getActualTypeArguments()[0]
                        : generic;
        FieldType read =
                FieldTypes.of(content, enclosing)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Fields are not read as "
                                                        + generic.getTypeName()
                                                        + ": component "
                                                        + declared.getName()
                                                        + " of "
                                                        + type.getName()));
        return new Component(declared.getName(), read, isOptional);
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] parameters =
                Arrays.stream(components)
                        .<Class<?>>map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("A record has a canonical constructor", impossible);
        }
    }

    /**
     * Makes a record.
     *
     * @param fields gives the value of a field, the JSON null if it is absent
     * @param path what is before the names of fields in messages
     * @throws IllegalArgumentException if a field is absent or of another type
     */
    Object read(Function<String, JsonValue> fields, String path) {
        return create(
                components.stream()
                        .map(component -> value(component, fields.apply(component.name()), path))
                        .toArray());
    }

    private static Object value(Component component, JsonValue value, String path) {
        String field = path + component.name();
        boolean isAbsent = value.getValueType() == JsonValue.ValueType.NULL;
        if (component.isOptional()) {
            return isAbsent ? Optional.empty() : Optional.of(component.type().read(field, value));
        }
        if (isAbsent) {
            throw component.type().mismatch(field, "absent or null");
        }
        return component.type().read(field, value);
    }

    /** What the record's own constructor throws goes on as it is. */
    private Object create(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof RuntimeException own) {
                throw own;
            }
            if (failed.getCause() instanceof Error own) {
                throw own;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
