package betterauth.jakarta.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues the JSON Web Tokens of {@code /token}, whose claims are the user's fields. */
final class Tokens {

    /** Better Auth's default for {@code jwt.expirationTime}. */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final SigningKeys keys;
    private final String origin;

    Tokens(SigningKeys keys, String origin) {
        this.keys = keys;
        this.origin = origin;
    }

    /** A token that is issued at a time and valid for a quarter of an hour. */
    String issue(Map<String, ?> user, Instant issuedAt) {
        return issue(user, issuedAt, Map.of());
    }

    /** The same with claims that replace others or, if they are null, remove them. */
    String issue(Map<String, ?> user, Instant issuedAt, Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iat", issuedAt.getEpochSecond());
        claims.putAll(user);
        claims.put("sub", user.get("id"));
        claims.put("exp", issuedAt.plus(LIFETIME).getEpochSecond());
        claims.put("iss", origin);
        claims.put("aud", origin);
        claims.putAll(changes);
        claims.keySet().removeIf(name -> changes.containsKey(name) && changes.get(name) == null);
        return keys.sign(claims, Map.of());
    }
}
