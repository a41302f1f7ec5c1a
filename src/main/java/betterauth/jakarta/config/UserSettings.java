package betterauth.jakarta.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a user's fields are read.
 *
 * @param rolesClaims the claims whose union is the user's roles
 * @param fieldDefaults the custom fields in their order, each with the value of a user who has none
 */
public record UserSettings(List<String> rolesClaims, Map<String, String> fieldDefaults) {

    private static final String FIELD_DEFAULTS = "better-auth.field-defaults";

    public UserSettings {
        rolesClaims = List.copyOf(rolesClaims);
        fieldDefaults = Collections.unmodifiableMap(new LinkedHashMap<>(fieldDefaults));
    }

    static UserSettings read(ConfigValues values) {
        List<String> claims = values.list("better-auth.roles.claims");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("softwareBackground", "Beginner");
        fields.put("hardwareBackground", "None");
        fields.put("interestArea", "AI");
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
