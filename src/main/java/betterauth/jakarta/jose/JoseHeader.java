package betterauth.jakarta.jose;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a JOSE header (RFC 7515, section 4.1) has a say here. {@code jku}, {@code x5u} and {@code
 * x5c} have none, and {@code jwk} only in a DPoP proof: no other token can name its own key.
 *
 * @param alg the algorithm's name, as written
 * @param typ the media type, or null
 * @param kid the key's id, or null
 * @param hasCrit whether there is a {@code crit}
 * @param hasUnencodedPayload whether {@code b64} says that the payload is not encoded (RFC 7797)
 * @param jwk the key that a DPoP proof names (RFC 9449, section 4.2), or null
 */
public record JoseHeader(
        String alg,
        @Nullable String typ,
        @Nullable String kid,
        boolean hasCrit,
        boolean hasUnencodedPayload,
        @Nullable JsonObject jwk) {

    /** Reads an encoded header; empty unless it is a JSON object with strings for these members. */
    public static Optional<JoseHeader> parse(String encoded) {
        return Base64Url.decode(encoded).flatMap(JsonText::parseObject).flatMap(JoseHeader::of);
    }

    private static Optional<JoseHeader> of(JsonObject header) {
        if (!(header.get("alg") instanceof JsonString alg)
                || !isTextOrAbsent(header, "typ")
                || !isTextOrAbsent(header, "kid")) {
            return Optional.empty();
        }
        return Optional.of(
                new JoseHeader(
                        alg.getString(),
                        header.getString("typ", null),
                        header.getString("kid", null),
                        header.containsKey("crit"),
                        header.containsKey("b64"),
                        header.get("jwk") instanceof JsonObject jwk ? jwk : null));
    }

    private static boolean isTextOrAbsent(JsonObject header, String name) {
        JsonValue value = header.get(name);
        return value == null || value instanceof JsonString;
    }
}
