package betterauth.jakarta.session.database;

import static betterauth.jakarta.identity.JsonValues.JSON;

import betterauth.jakarta.config.DatabaseSettings.StoredType;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column into the JSON that {@code get-session} writes of its field. A value that is not of
 * the field's type is read as null.
 *
 * @param field the field's name
 */
record FieldReader(TableColumn column, String field, StoredType type, Dates dates) {

    /** What drivers give for true; SQLite has 1.0 in a column of type REAL. */
    private static final Set<String> TRUE = Set.of("1", "1.0", "true", "t");

    /**
     * Reads it.
     *
     * @param index the column's place in the row, from 1
     */
    JsonValue read(ResultSet row, int index) throws SQLException {
        return switch (type) {
            case STRING -> string(row.getString(index));
            case NUMBER -> number(row.getObject(index));
            case BOOLEAN -> flag(row.getObject(index));
            case DATE -> string(dates.read(row, index, hasZone()).orElse(null));
            case JSON -> json(row, index);
        };
    }

    private boolean hasZone() {
        String name = column.typeName().toLowerCase(Locale.ROOT);
        return name.equals("timestamptz") || name.equals("timestamp with time zone");
    }

    private static JsonValue string(@Nullable String text) {
        return text == null ? JsonValue.NULL : JSON.createValue(text);
    }

    private static JsonValue number(@Nullable Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof Boolean flag) {
            return JSON.createValue(flag ? 1 : 0);
        }
        try {
            BigDecimal number = new BigDecimal(value.toString()).stripTrailingZeros();
            return JSON.createValue(number.scale() < 0 ? number.setScale(0) : number);
        } catch (NumberFormatException notANumber) {
            return JsonValue.NULL;
        }
    }

    /** Better Auth reads 1 as true, and any other number as false. */
    private static JsonValue flag(@Nullable Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        String text = value instanceof byte[] bits ? lastOf(bits) : value.toString();
        return TRUE.contains(text) ? JsonValue.TRUE : JsonValue.FALSE;
    }

    private static String lastOf(byte[] bits) {
        return bits.length == 0 ? "" : String.valueOf(bits[bits.length - 1]);
    }

    private static JsonValue json(ResultSet row, int index) throws SQLException {
        Object value = row.getObject(index);
        if (value instanceof Array array) {
            return array(array);
        }
        String text = row.getString(index);
        if (text == null) {
            return JsonValue.NULL;
        }
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException notJson) {
            return JsonValue.NULL;
        }
    }

    private static JsonValue array(Array array) throws SQLException {
        JsonArrayBuilder values = JSON.createArrayBuilder();
        for (Object value : (Object[]) array.getArray()) {
            if (value instanceof Boolean) {
                values.add(flag(value));
            } else {
                values.add(
                        value instanceof Number
                                ? number(value)
                                : string(value == null ? null : value.toString()));
            }
        }
        return values.build();
    }
}
