package betterauth.jakarta.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table.
 *
 * @param schema the schema, or the database where that has no schemas; null for the current one
 */
public record TableName(@Nullable String schema, String name) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:("
                            + DatabaseSettings.IDENTIFIER
                            + ")\\.)?("
                            + DatabaseSettings.IDENTIFIER
                            + ")");

    static TableName read(ConfigValues values, String key, String otherwise) {
        String text = values.text(key).orElse(otherwise);
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw ConfigValues.refused(key, "a table such as sessions or auth.sessions", text);
        }
        return new TableName(parts.group(1), parts.group(2));
    }

    /** As it is written in settings. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
