package betterauth.jakarta.jose;

import jakarta.json.JsonObject;
import java.util.Optional;

/** Verifies the signature of HS256 tokens; their claims are the reader's to check. */
public final class HmacTokens {

    private HmacTokens() {}

    /**
     * The claims of a JWS whose header names HS256 and whose HMAC is valid; empty for any other
     * text.
     */
    public static Optional<JsonObject> verify(String token, Hmac hmac) {
        return CompactJws.parse(token)
                .filter(jws -> jws.header().alg().equals("HS256") && !jws.header().hasCrit())
                .filter(jws -> jws.isSignedBy(hmac))
                .map(CompactJws::claims);
    }
}
