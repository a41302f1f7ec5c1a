package betterauth.jakarta.identity;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds how a Java type is read from a field. */
final class FieldTypes {

    /** Longer numbers take time to be read, and users write fields. */
    private static final int MAXIMUM_DIGITS = 64;

    /** More than a double has. An application that adds 1 to 1e30000000 takes seconds. */
    private static final int MAXIMUM_EXPONENT = 400;

    private static final Map<Class<?>, FieldType> SINGLE =
            Map.ofEntries(
                    single(String.class, "String", FieldTypes::text),
                    single(boolean.class, "boolean", FieldTypes::bool),
                    single(Boolean.class, "Boolean", FieldTypes::bool),
                    single(int.class, "int", value -> number(value).intValueExact()),
                    single(Integer.class, "Integer", value -> number(value).intValueExact()),
                    single(long.class, "long", value -> number(value).longValueExact()),
                    single(Long.class, "Long", value -> number(value).longValueExact()),
                    single(double.class, "double", FieldTypes::finite),
                    single(Double.class, "Double", FieldTypes::finite),
                    single(BigDecimal.class, "BigDecimal", FieldTypes::number),
                    single(Instant.class, "Instant (ISO-8601)", FieldTypes::instant),
                    single(LocalDate.class, "LocalDate (ISO-8601)", FieldTypes::date));

    private FieldTypes() {}

    /**
     * Returns how {@code type} is read; empty if fields are not read as such.
     *
     * @param enclosing the records that the type is part of: none may contain itself
     */
    static Optional<FieldType> of(Type type, Set<Class<?>> enclosing) {
        if (type instanceof ParameterizedType generic) {
            boolean isSet = generic.getRawType() == Set.class;
            return isSet || generic.getRawType() == List.class
                    ? of(generic.getActualTypeArguments()[0], enclosing)
                            .map(element -> new FieldType.Many(element, isSet))
                    : Optional.empty();
        }
        if (!(type instanceof Class<?> plain) || enclosing.contains(plain)) {
            return Optional.empty();
        }
        if (plain.isRecord()) {
            return Optional.of(new FieldType.Nested(RecordShape.of(plain, enclosing)));
        }
        if (plain.isEnum()) {
            return Optional.of(choice(plain.getSimpleName(), plain.getEnumConstants()));
        }
        if (JsonValue.class.isAssignableFrom(plain)) {
            return Optional.of(new FieldType.Single(plain.getSimpleName(), plain::cast));
        }
        return Optional.ofNullable(SINGLE.get(plain));
    }

    private static Map.Entry<Class<?>, FieldType> single(
            Class<?> type, String title, Function<JsonValue, Object> conversion) {
        return Map.entry(type, new FieldType.Single(title, conversion));
    }

    /** A constant by its name, else by its name in another case and with hyphens. */
    private static FieldType choice(String title, Object[] constants) {
        String names =
                Arrays.stream(constants)
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.joining(", ", " (", ")"));
        return new FieldType.Single(title + names, value -> constant(constants, text(value)));
    }

    private static Object constant(Object[] constants, String text) {
        String loose = text.replace('-', '_').toLowerCase(Locale.ROOT);
        Object found = null;
        for (Object constant : constants) {
            String name = ((Enum<?>) constant).name();
            if (name.equals(text)) {
                return constant;
            }
            if (found == null && name.toLowerCase(Locale.ROOT).equals(loose)) {
                found = constant;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("No constant");
        }
        return found;
    }

    private static String text(JsonValue value) {
        return ((JsonString) value).getString();
    }

    private static Boolean bool(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default ->
                    switch (text(value)) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw new IllegalArgumentException("No boolean");
                    };
        };
    }

    private static BigDecimal number(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return ordinary(number.bigDecimalValue());
        }
        String text = text(value);
        if (text.length() > MAXIMUM_DIGITS) {
            throw new IllegalArgumentException("Too long");
        }
        return ordinary(new BigDecimal(text));
    }

    private static BigDecimal ordinary(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MAXIMUM_EXPONENT) {
            throw new ArithmeticException("Out of range");
        }
        return number;
    }

    private static Double finite(JsonValue value) {
        double number = number(value).doubleValue();
        if (!Double.isFinite(number)) {
            throw new ArithmeticException("Out of range");
        }
        return number;
    }

    /** A number is one of seconds (NumericDate, RFC 7519, section 2). */
    private static Instant instant(JsonValue value) {
        try {
            return value instanceof JsonNumber seconds
                    ? Instant.ofEpochSecond(seconds.longValueExact())
                    : Instant.parse(text(value));
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static LocalDate date(JsonValue value) {
        try {
            return LocalDate.parse(text(value));
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
