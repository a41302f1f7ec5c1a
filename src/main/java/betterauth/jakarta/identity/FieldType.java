package betterauth.jakarta.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** A Java type that fields are read as. */
sealed interface FieldType {

    /** The type in messages, such as {@code int}. */
    String title();

    /**
     * Reads a value that is not null.
     *
     * @param field the field in messages
     * @throws IllegalArgumentException if the value is of another type; the message has no value
     */
    Object read(String field, JsonValue value);

    /** The exception for a field that is of another type. */
    default IllegalArgumentException mismatch(String field, String found) {
        return new IllegalArgumentException(
                "Field " + field + " is " + found + ", expected " + title());
    }

    /** A value in messages. */
    static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }

    /**
     * One value.
     *
     * @param conversion throws if a value is of another type
     */
    record Single(String title, Function<JsonValue, Object> conversion) implements FieldType {

        @Override
        public Object read(String field, JsonValue value) {
            try {
                return conversion.apply(value);
            } catch (ClassCastException | ArithmeticException | IllegalArgumentException wrong) {
                throw mismatch(field, kind(value));
            }
        }
    }

    /** A list, or a set in the order of the array. */
    record Many(FieldType element, boolean isSet) implements FieldType {

        /** Users write fields, and may choose elements whose hashes are equal. */
        private static final int MAXIMUM_ELEMENTS = 1000;

        @Override
        public String title() {
            return (isSet ? "Set<" : "List<") + element.title() + ">";
        }

        @Override
        public Object read(String field, JsonValue value) {
            if (!(value instanceof JsonArray array)) {
                throw mismatch(field, kind(value));
            }
            if (array.size() > MAXIMUM_ELEMENTS) {
                throw mismatch(field, "an array of more than " + MAXIMUM_ELEMENTS);
            }
            Collection<Object> read = isSet ? new LinkedHashSet<>() : new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                read.add(element.read(field + "[" + i + "]", array.get(i)));
            }
            return read instanceof List<Object> list
                    ? Collections.unmodifiableList(list)
                    : Collections.unmodifiableSet((LinkedHashSet<Object>) read);
        }
    }

    /** A record of fields. */
    record Nested(RecordShape shape) implements FieldType {

        @Override
        public String title() {
            return shape.title();
        }

        @Override
        public Object read(String field, JsonValue value) {
            if (!(value instanceof JsonObject object)) {
                throw mismatch(field, kind(value));
            }
            return shape.read(name -> object.getOrDefault(name, JsonValue.NULL), field + ".");
        }
    }
}
