package betterauth.jakarta.identity;

import betterauth.jakarta.config.Profile;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which claims a token names its caller. Better Auth names users by {@code sub} alone; what else
 * a user's fields are called, users may be able to write.
 */
public final class CallerNames {

    private CallerNames() {}

    /** The caller's id; empty if the claims have none that is a string. */
    public static Optional<String> id(Profile profile, JsonObject claims) {
        return profile == Profile.MP_JWT
                ? first(claims, "sub", "upn", "preferred_username")
                : first(claims, "sub");
    }

    /**
     * The name of the principal (MicroProfile JWT 2.1, section 4.2): the id, unless the profile
     * prefers others.
     */
    static String name(Profile profile, JsonObject claims, String id) {
        return profile == Profile.MP_JWT
                ? first(claims, "upn", "preferred_username").orElse(id)
                : id;
    }

    private static Optional<String> first(JsonObject claims, String... names) {
        // The first that is there, of whatever type: another must not stand in for a wrong one.
        return Stream.of(names)
                .filter(claims::containsKey)
                .findFirst()
                .map(claims::get)
                .filter(JsonString.class::isInstance)
                .map(claim -> ((JsonString) claim).getString());
    }
}
