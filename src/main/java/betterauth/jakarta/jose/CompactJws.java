package betterauth.jakarta.jose;

import betterauth.jakarta.config.JwsAlgorithm;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A JWS in compact serialization (RFC 7515, section 7.1), taken apart and not verified. */
public final class CompactJws {

    private final JoseHeader header;
    private final JsonObject claims;
    private final byte[] signingInput;
    private final byte[] signature;

    private CompactJws(
            JoseHeader header, JsonObject claims, byte[] signingInput, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /** The parts of {@code token}; empty unless every one is well-formed. */
    public static Optional<CompactJws> parse(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Optional<JoseHeader> header = JoseHeader.parse(parts[0]);
        Optional<JsonObject> claims = Base64Url.decode(parts[1]).flatMap(JsonText::parseObject);
        Optional<byte[]> signature = Base64Url.decode(parts[2]);
        if (header.isEmpty() || claims.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        byte[] signingInput =
                token.substring(0, parts[0].length() + 1 + parts[1].length())
                        .getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(
                new CompactJws(header.get(), claims.get(), signingInput, signature.get()));
    }

    public JoseHeader header() {
        return header;
    }

    /** The payload, a JSON object (RFC 7519, section 7.2). */
    public JsonObject claims() {
        return claims;
    }

    /** Whether {@code key} made the signature by {@code algorithm}. */
    public boolean isSignedBy(VerificationKey key, JwsAlgorithm algorithm) {
        return key.verifies(algorithm, signingInput, signature);
    }

    /** Whether the signature is the HMAC with this key. */
    public boolean isSignedBy(Hmac hmac) {
        return hmac.verifies(signingInput, signature);
    }

    @Override
    public String toString() {
        return "CompactJws[redacted]";
    }
}
