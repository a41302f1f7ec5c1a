package betterauth.jakarta.caller;

import betterauth.jakarta.identity.JsonValues;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types in which claims are injected (MicroProfile JWT 2.1, section 7.1.2). */
final class ClaimTypes {

    private ClaimTypes() {}

    /**
     * Converts a claim, as the caller principal gives it.
     *
     * @param claim a string, number, set of strings or JSON value; null for an absent one
     * @param type what is wanted; of a parameterized type only the raw type counts
     * @return the claim; null if it is absent or no such thing
     */
    static @Nullable Object convert(@Nullable Object claim, Type type) {
        Class<?> wanted = raw(type);
        if (claim == null || wanted.isInstance(claim)) {
            return claim;
        }
        if (JsonValue.class.isAssignableFrom(wanted)) {
            JsonValue json = json(claim);
            return wanted.isInstance(json) ? json : null;
        }
        if (wanted == Boolean.class && (claim == JsonValue.TRUE || claim == JsonValue.FALSE)) {
            return claim == JsonValue.TRUE;
        }
        if (wanted == Long.class && claim instanceof JsonNumber number) {
            return number.longValue();
        }
        if (wanted == Set.class && claim instanceof JsonArray array) {
            return texts(array);
        }
        return wanted == String.class ? claim.toString() : null;
    }

    /** Wraps what {@code claim} answers where an {@code Optional} of something is wanted. */
    static @Nullable Object optionally(Type type, Function<Type, @Nullable Object> claim) {
        return raw(type) == Optional.class && type instanceof ParameterizedType optional
                ? Optional.ofNullable(claim.apply(optional.getActualTypeArguments()[0]))
                : claim.apply(type);
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof Class<?> named ? named : Object.class;
    }

    private static JsonValue json(Object claim) {
        if (claim instanceof Long number) {
            return JsonValues.JSON.createValue(number);
        }
        if (claim instanceof Collection<?> several) {
            return JsonValues.JSON.createArrayBuilder(several).build();
        }
        return JsonValues.JSON.createValue(claim.toString());
    }

    private static Set<String> texts(JsonArray array) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonValue element : array) {
            texts.add(element instanceof JsonString text ? text.getString() : element.toString());
        }
        return texts;
    }
}
