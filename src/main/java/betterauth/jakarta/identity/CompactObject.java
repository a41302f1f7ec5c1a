package betterauth.jakarta.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that takes half the heap of a usual one, for callers who are cached: it shares its
 * {@link FieldNames} with others. Immutable.
 */
final class CompactObject extends AbstractMap<String, JsonValue> implements JsonObject {

    private final FieldNames names;
    private final JsonValue[] values;

    private CompactObject(FieldNames names, JsonValue[] values) {
        this.names = names;
        this.values = values;
    }

    /** The same object with names that are shared, or itself where they cannot be. */
    static JsonObject of(JsonObject object) {
        return FieldNames.shared(object)
                .<JsonObject>map(
                        names ->
                                new CompactObject(names, object.values().toArray(JsonValue[]::new)))
                .orElse(object);
    }

    @Override
    public @Nullable JsonValue get(Object name) {
        int index = names.index(name);
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(Object name) {
        return names.index(name) >= 0;
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        List<Map.Entry<String, JsonValue>> members =
                new AbstractList<>() {
                    @Override
                    public Map.Entry<String, JsonValue> get(int index) {
                        return Map.entry(names.name(index), values[index]);
                    }

                    @Override
                    public int size() {
                        return values.length;
                    }
                };
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, JsonValue>> iterator() {
                return members.iterator();
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    @Override
    public @Nullable JsonArray getJsonArray(String name) {
        return (JsonArray) get(name);
    }

    @Override
    public @Nullable JsonObject getJsonObject(String name) {
        return (JsonObject) get(name);
    }

    @Override
    public @Nullable JsonNumber getJsonNumber(String name) {
        return (JsonNumber) get(name);
    }

    @Override
    public @Nullable JsonString getJsonString(String name) {
        return (JsonString) get(name);
    }

    @Override
    public String getString(String name) {
        return ((JsonString) present(name)).getString();
    }

    @Override
    public String getString(String name, String otherwise) {
        return get(name) instanceof JsonString text ? text.getString() : otherwise;
    }

    @Override
    public int getInt(String name) {
        return ((JsonNumber) present(name)).intValue();
    }

    @Override
    public int getInt(String name, int otherwise) {
        return get(name) instanceof JsonNumber number ? number.intValue() : otherwise;
    }

    @Override
    public boolean getBoolean(String name) {
        JsonValue value = present(name);
        if (isBoolean(value)) {
            return value.getValueType() == ValueType.TRUE;
        }
        throw new ClassCastException("Member is no boolean: " + name);
    }

    @Override
    public boolean getBoolean(String name, boolean otherwise) {
        JsonValue value = get(name);
        if (value == null || !isBoolean(value)) {
            return otherwise;
        }
        return value.getValueType() == ValueType.TRUE;
    }

    @Override
    public boolean isNull(String name) {
        return present(name).getValueType() == ValueType.NULL;
    }

    @Override
    public ValueType getValueType() {
        return ValueType.OBJECT;
    }

    /** JSON text, as {@link JsonValue#toString} demands. */
    @Override
    public String toString() {
        return JsonValues.JSON.createObjectBuilder(this).build().toString();
    }

    private JsonValue present(String name) {
        return Objects.requireNonNull(get(name), name);
    }

    private static boolean isBoolean(JsonValue value) {
        return value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
    }
}
