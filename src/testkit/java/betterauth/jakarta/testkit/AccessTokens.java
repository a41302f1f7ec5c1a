package betterauth.jakarta.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues OAuth access tokens, as the oauth-provider plugin does for a client with a resource. */
final class AccessTokens {

    /** The plugin's default for {@code accessTokenExpiresIn}. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final SigningKeys keys;
    private final Introspection introspection;
    private final String issuer;

    AccessTokens(SigningKeys keys, Introspection introspection, String issuer) {
        this.keys = keys;
        this.introspection = introspection;
        this.issuer = issuer;
    }

    /**
     * A JSON Web Token that is valid for an hour.
     *
     * @param sessionId the session in which the user consented; null for a client by itself
     * @param thumbprint the key that it is bound to; null for a bearer token
     */
    String issue(
            TestClient client,
            @Nullable String sessionId,
            @Nullable String thumbprint,
            Instant issuedAt) {
        Map<String, @Nullable Object> claims = claims(client, sessionId, thumbprint, issuedAt);
        claims.values().removeIf(value -> value == null);
        String token = keys.sign(claims, Map.of("typ", "at+jwt"));
        introspection.add(token, claims);
        return token;
    }

    /** An opaque token, of which introspection says the same. */
    String issueOpaque(TestClient client, @Nullable String sessionId, Instant issuedAt) {
        return introspection.issueOpaque(claims(client, sessionId, null, issuedAt));
    }

    private Map<String, @Nullable Object> claims(
            TestClient client,
            @Nullable String sessionId,
            @Nullable String thumbprint,
            Instant issuedAt) {
        User user = client.user();
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", user == null ? client.id() : user.id());
        claims.put("aud", FakeBetterAuth.RESOURCE);
        claims.put("client_id", client.id());
        claims.put("azp", client.id());
        claims.put("scope", String.join(" ", client.scopes()));
        claims.put("sid", sessionId);
        claims.put("iss", issuer);
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", issuedAt.plus(LIFETIME).getEpochSecond());
        claims.put("jti", RandomText.id());
        claims.put("cnf", thumbprint == null ? null : Map.of("jkt", thumbprint));
        claims.putAll(client.claims());
        return claims;
    }
}
