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
 *
 * <p>{@code groups} is a claim that whoever issues a token puts there, but as a field of a user it
 * is one of the application's own, which users may be able to write. Better Auth keeps them from
 * writing {@code role} alone. So {@code groups} never counts where the claims are a user's fields.
 */
public final class Roles {

    private static final String GROUPS = "groups";

    private final List<String> ofTokens;
    private final List<String> ofUsers;

    public Roles(List<String> claimNames) {
        this.ofTokens = List.copyOf(claimNames);
        this.ofUsers = ofTokens.stream().filter(name -> !name.equals(GROUPS)).toList();
    }

    /**
     * The roles in the order they are written; empty if no claim holds any.
     *
     * @param areUserFields whether the claims are the fields of a user
     */
    public Set<String> of(JsonObject claims, boolean areUserFields) {
        Set<String> roles = new LinkedHashSet<>();
        for (String name : areUserFields ? ofUsers : ofTokens) {
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
