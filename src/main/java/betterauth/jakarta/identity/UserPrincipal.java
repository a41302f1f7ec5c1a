package betterauth.jakarta.identity;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller principal: an {@link Identity} in the shape of MicroProfile JWT (section 4.2). The
 * user's fields are its claims, {@code groups} are the user's roles.
 *
 * <p>Registered claims have the types that {@link Claims} gives them; other claims are {@code
 * String} for strings and {@code JsonValue}s for the rest.
 */
public class UserPrincipal implements JsonWebToken {

    private final Identity identity;
    private final String name;
    private final @Nullable String rawToken;

    /**
     * @param name what servers call the caller
     * @param rawToken the token as it was presented, or null where it is none
     */
    public UserPrincipal(Identity identity, String name, @Nullable String rawToken) {
        this.identity = identity;
        this.name = name;
        this.rawToken = rawToken;
    }

    /** A caller named by the user's id. */
    public UserPrincipal(Identity identity, @Nullable String rawToken) {
        this(identity, identity.id(), rawToken);
    }

    /** The same caller, and another object. */
    protected UserPrincipal(UserPrincipal caller) {
        this(caller.identity, caller.name, caller.rawToken);
    }

    public final Identity identity() {
        return identity;
    }

    /**
     * The user's id, unless MicroProfile JWT's own rules hold. A server may look the name up in its
     * user registry, so it must be none that users choose, as {@code preferred_username} may be.
     */
    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable String getRawToken() {
        return rawToken;
    }

    @Override
    public String getSubject() {
        return identity.id();
    }

    @Override
    public Set<String> getGroups() {
        return identity.roles();
    }

    @Override
    public Set<String> getClaimNames() {
        Set<String> names = new LinkedHashSet<>(identity.claims().keySet());
        names.add(Claims.sub.name());
        names.add(Claims.groups.name());
        if (rawToken != null) {
            names.add(Claims.raw_token.name());
        }
        return names;
    }

    @Override
    @SuppressWarnings("unchecked") // The caller names the type (MP-JWT 2.1, section 4.2)
    public <T> @Nullable T getClaim(String name) {
        return (T) claimValue(name);
    }

    /** The same user of the same issuer, by the same kind of credential. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserPrincipal caller
                && caller.identity.id().equals(identity.id())
                && caller.identity.method() == identity.method()
                && Objects.equals(caller.getIssuer(), getIssuer());
    }

    @Override
    public int hashCode() {
        return identity.id().hashCode();
    }

    @Override
    public String toString() {
        return identity.toString();
    }

    private @Nullable Object claimValue(String name) {
        return switch (name) {
            case "sub" -> identity.id();
            case "groups" -> identity.roles();
            case "raw_token" -> rawToken;
            case "aud" -> audience(identity.claims().get(name));
            default -> value(name, identity.claims().get(name));
        };
    }

    private static @Nullable Object value(String name, @Nullable JsonValue value) {
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value instanceof JsonNumber number && isSeconds(name)) {
            return number.longValue();
        }
        return value;
    }

    private static boolean isSeconds(String name) {
        return Stream.of(Claims.exp, Claims.iat, Claims.nbf, Claims.auth_time, Claims.updated_at)
                .anyMatch(claim -> claim.name().equals(name));
    }

    private static @Nullable Set<String> audience(@Nullable JsonValue value) {
        if (value instanceof JsonString one) {
            return Set.of(one.getString());
        }
        if (value instanceof JsonArray several) {
            return several.getValuesAs(JsonString.class).stream()
                    .map(JsonString::getString)
                    .collect(Collectors.toSet());
        }
        return null;
    }
}
