package betterauth.jakarta.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a user's fields are read.
 *
 * @param rolesClaims the claims whose union is the user's roles
 * @param fieldDefaults the configured fields in their order, each with the value of a user who has
 *     none
 */
public record UserSettings(List<String> rolesClaims, Map<String, String> fieldDefaults) {

    private static final String FIELD_DEFAULTS = "better-auth.field-defaults";

    /** The defaults of the fields that {@code CurrentUser} has getters for. */
    private static final Map<String, String> OF_GETTERS =
            Map.of(
                    "softwareBackground", "Beginner",
                    "hardwareBackground", "None",
                    "interestArea", "AI");

    public UserSettings {
        rolesClaims = List.copyOf(rolesClaims);
        fieldDefaults = Collections.unmodifiableMap(new LinkedHashMap<>(fieldDefaults));
    }

    /**
     * The value of a user who has no field of this name: the configured one, or an empty string.
     */
    public String fieldDefault(String name) {
        return fieldDefaults.getOrDefault(name, OF_GETTERS.getOrDefault(name, ""));
    }

    static UserSettings read(ConfigValues values) {
        List<String> claims = values.list("better-auth.roles.claims");
        Map<String, String> fields = new LinkedHashMap<>();
        for (String entry : values.list(FIELD_DEFAULTS)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw ConfigValues.refused(
                        FIELD_DEFAULTS, "pairs such as softwareBackground=Beginner", entry);
            }
            fields.put(entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
        }
        return new UserSettings(claims.isEmpty() ? List.of("groups", "role") : claims, fields);
    }
}
