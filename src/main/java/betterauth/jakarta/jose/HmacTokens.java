package betterauth.jakarta.jose;

import jakarta.json.JsonObject;
import java.util.Optional;

/** Verifies tokens by HS256 whose claims their reader judges. */
public final class HmacTokens {

    private HmacTokens() {}

    /**
     * The claims of a JWS whose header names HS256 and whose HMAC holds; empty for any other text.
     */
    public static Optional<JsonObject> verify(String token, Hmac hmac) {
        return CompactJws.parse(token)
                .filter(jws -> jws.header().alg().equals("HS256") && !jws.header().hasCrit())
                .filter(jws -> jws.isSignedBy(hmac))
                .map(CompactJws::claims);
    }
}
