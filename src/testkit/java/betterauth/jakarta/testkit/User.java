package betterauth.jakarta.testkit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of Better Auth's user table. */
record User(
        String id,
        String name,
        String email,
        String role,
        boolean isBanned,
        Map<String, @Nullable Object> fields,
        Instant createdAt) {

    User {
        if (id.isBlank()) {
            throw new IllegalArgumentException("User id must not be blank");
        }
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    User banned() {
        return new User(id, name, email, role, true, fields, createdAt);
    }

    /** The members in the order in which Better Auth reads them from its database. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("email", email);
        json.put("emailVerified", false);
        json.put("image", null);
        json.put("createdAt", createdAt);
        json.put("updatedAt", createdAt);
        json.put("role", role);
        json.put("banned", isBanned);
        json.put("banReason", null);
        json.put("banExpires", null);
        json.putAll(fields);
        json.put("id", id);
        return json;
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
