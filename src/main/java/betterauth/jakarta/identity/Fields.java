package betterauth.jakarta.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the fields of a JSON object as Java types. */
public final class Fields {

    private Fields() {}

    /**
     * Reads one field.
     *
     * @return its value; empty if it is absent or null
     * @throws IllegalArgumentException if it is not a {@code type}; the message names the field
     *     only
     */
    public static <T> Optional<T> read(JsonObject object, String name, Class<T> type) {
        JsonValue value = object.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        try {
            Object converted =
                    JsonValue.class.isAssignableFrom(type) ? value : convert(value, type);
            return Optional.of(type.cast(converted));
        } catch (ClassCastException | ArithmeticException | DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "Field " + name + " is not a " + type.getSimpleName(), wrong);
        }
    }

    private static Object convert(JsonValue value, Class<?> type) {
        if (type == String.class) {
            return ((JsonString) value).getString();
        }
        if (type == Boolean.class) {
            return bool(value);
        }
        if (type == Instant.class) {
            return value instanceof JsonNumber seconds
                    ? Instant.ofEpochSecond(seconds.longValueExact())
                    : Instant.parse(((JsonString) value).getString());
        }
        if (type == List.class) {
            return ((JsonArray) value)
                    .stream().map(element -> ((JsonString) element).getString()).toList();
        }
        return number((JsonNumber) value, type);
    }

    private static Boolean bool(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new ClassCastException("Not a boolean");
        };
    }

    private static Object number(JsonNumber value, Class<?> type) {
        if (type == Integer.class) {
            return value.intValueExact();
        }
        if (type == Long.class) {
            return value.longValueExact();
        }
        if (type == Double.class) {
            return value.doubleValue();
        }
        if (type == BigDecimal.class) {
            return value.bigDecimalValue();
        }
        throw new ClassCastException("Not a type that fields are read as");
    }
}
