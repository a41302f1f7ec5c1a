package betterauth.jakarta.introspection.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** {@code private_key_jwt}: a new assertion for each call (RFC 7523, section 3). */
final class PrivateKeyJwt implements ClientAuthentication {

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final String clientId;
    private final String audience;
    private final ClientKey key;
    private final Clock clock;

    /**
     * Prepares assertions.
     *
     * @param audience the authorization server's issuer
     */
    PrivateKeyJwt(String clientId, String audience, ClientKey key, Clock clock) {
        this.clientId = clientId;
        this.audience = audience;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Optional<String> header() {
        return Optional.empty();
    }

    @Override
    public String parameters() {
        return "&client_id="
                + ClientAuthentication.encoded(clientId)
                + "&client_assertion_type="
                + ClientAuthentication.encoded(TYPE)
                + "&client_assertion="
                + assertion();
    }

    private String assertion() {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(clientId);
        claims.setSubject(clientId);
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        claims.setJwtId(UUID.randomUUID().toString());
        try {
            return key.sign(claims.toJson());
        } catch (JoseException failed) {
            throw new IllegalStateException("The client assertion cannot be signed", failed);
        }
    }
}
