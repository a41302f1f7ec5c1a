package betterauth.jakarta.session.redis;

import betterauth.jakarta.identity.JsonValues;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes what is stored as {@code get-session} answers it: without hidden fields, and each text
 * that is a time of day in UTC with milliseconds, since Better Auth takes it for a date.
 */
final class ReturnedFields {

    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Set<String> hidden;

    ReturnedFields(Set<String> hidden) {
        this.hidden = hidden;
    }

    JsonObject of(JsonObject stored) {
        JsonObjectBuilder returned = JsonValues.JSON.createObjectBuilder();
        stored.forEach(
                (name, value) -> {
                    if (!hidden.contains(name)) {
                        returned.add(name, revived(value));
                    }
                });
        return returned.build();
    }

    private static JsonValue revived(JsonValue value) {
        if (value instanceof JsonString text) {
            return revived(text);
        }
        if (value instanceof JsonObject object) {
            JsonObjectBuilder members = JsonValues.JSON.createObjectBuilder();
            object.forEach((name, member) -> members.add(name, revived(member)));
            return members.build();
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder elements = JsonValues.JSON.createArrayBuilder();
            array.forEach(element -> elements.add(revived(element)));
            return elements.build();
        }
        return value;
    }

    private static JsonValue revived(JsonString text) {
        if (!DATE.matcher(text.getString()).matches()) {
            return text;
        }
        try {
            String date = ISO.format(Instant.parse(text.getString()));
            return date.equals(text.getString()) ? text : JsonValues.JSON.createValue(date);
        } catch (DateTimeException noSuchDay) {
            return text;
        }
    }
}
