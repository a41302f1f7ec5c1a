package betterauth.jakarta.identity;

import static betterauth.jakarta.identity.JsonValues.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the fields of a user as records. Safe for use by many threads.
 *
 * <p>It remembers the declaration of each record. An instance belongs to one application and is
 * collected with it: in a static field, it would keep the classes of an application that is gone.
 */
public final class FieldRecords {

    private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

    /**
     * Reads the fields that have the names of the record's components.
     *
     * @param defaults the values of fields that are absent or null
     * @throws IllegalArgumentException if {@code type} is not a record, or a component has a type
     *     that fields are not read as, or a field is absent or of another type; the message has no
     *     value
     */
    public <T> T read(JsonObject fields, Map<String, String> defaults, Class<T> type) {
        RecordShape shape =
                shapes.computeIfAbsent(type, unknown -> RecordShape.of(unknown, Set.of()));
        return type.cast(shape.read(name -> value(fields, defaults, name), shape.title() + "."));
    }

    private static JsonValue value(JsonObject fields, Map<String, String> defaults, String name) {
        JsonValue value = fields.getOrDefault(name, JsonValue.NULL);
        String byDefault = defaults.get(name);
        return value.getValueType() == JsonValue.ValueType.NULL && byDefault != null
                ? JSON.createValue(byDefault)
                : value;
    }
}
