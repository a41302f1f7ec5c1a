package betterauth.jakarta.keys;

import betterauth.jakarta.jose.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The encodings of a JWK or JWKS in a setting (MicroProfile JWT 2.1, section 9.2.2). */
public final class KeyText {

    private KeyText() {}

    /** The text that is encoded in base64url or base64; empty if it is neither. */
    public static Optional<String> decode(String encoded) {
        return Base64Url.decode(encoded)
                .or(() -> base64(encoded))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> base64(String encoded) {
        try {
            return Optional.of(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }
}
