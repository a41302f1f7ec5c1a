package betterauth.jakarta.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues OAuth access tokens, as the oauth-provider plugin does for a client with a resource. */
final class AccessTokens {

    /** The plugin's default for {@code accessTokenExpiresIn}. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final SigningKeys keys;
    private final String issuer;

    AccessTokens(SigningKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /**
     * A token that is valid for an hour.
     *
     * @param subject the user's id, or the client's where it acts for itself
     * @param sessionId the session in which the user consented; null for a client by itself
     * @param thumbprint the key that it is bound to; null for a bearer token
     * @param changes claims that replace others or, if they are null, remove them
     */
    String issue(
            String subject,
            String clientId,
            List<String> scopes,
            @Nullable String sessionId,
            @Nullable String thumbprint,
            Instant issuedAt,
            Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject);
        claims.put("aud", FakeBetterAuth.RESOURCE);
        claims.put("client_id", clientId);
        claims.put("azp", clientId);
        claims.put("scope", String.join(" ", scopes));
        claims.put("sid", sessionId);
        claims.put("iss", issuer);
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", issuedAt.plus(LIFETIME).getEpochSecond());
        claims.put("jti", RandomText.id());
        claims.put("cnf", thumbprint == null ? null : Map.of("jkt", thumbprint));
        claims.putAll(changes);
        claims.values().removeIf(value -> value == null);
        return keys.sign(claims, Map.of("typ", "at+jwt"));
    }
}
