package betterauth.jakarta.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a user's roles: the union of some claims, each a string split at commas or an array of
 * strings.
 */
public final class Roles {

    private final List<String> claimNames;

    public Roles(List<String> claimNames) {
        this.claimNames = List.copyOf(claimNames);
    }

    /** The roles in the order they are written; empty if no claim holds any. */
    public Set<String> of(JsonObject claims) {
        Set<String> roles = new LinkedHashSet<>();
        for (String name : claimNames) {
            JsonValue value = claims.getOrDefault(name, JsonValue.NULL);
            if (value instanceof JsonString text) {
                for (String role : text.getString().split(",", -1)) {
                    roles.add(role.strip());
                }
            } else if (value instanceof JsonArray array) {
                for (JsonValue element : array) {
                    if (element instanceof JsonString text) {
                        roles.add(text.getString().strip());
                    }
                }
            }
        }
        roles.remove("");
        return roles;
    }
}
