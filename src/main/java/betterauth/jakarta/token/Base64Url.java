package betterauth.jakarta.token;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Strict base64url without padding (RFC 7515, section 2): every byte string has exactly one
 * spelling.
 */
public final class Base64Url {

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    /**
     * The bytes; empty if {@code text} is empty, padded, not base64url, or not the canonical
     * spelling.
     */
    public static Optional<byte[]> decode(String text) {
        int spare = text.length() % 4;
        if (text.isEmpty() || spare == 1 || text.indexOf('=') >= 0 || !isCanonical(text, spare)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }

    /**
     * Whether each of the parts that dots separate is empty or the one spelling of its bytes, as in
     * a JWS or JWE in compact serialization (RFC 7515 and RFC 7516, section 7.1).
     */
    public static boolean isCompact(String parts) {
        return Arrays.stream(parts.split("\\.", -1))
                .allMatch(part -> part.isEmpty() || decode(part).isPresent());
    }

    /** The last digit's unused bits must be zero (RFC 4648, section 3.5). */
    private static boolean isCanonical(String text, int spare) {
        int unusedBits = spare == 0 ? 0 : spare == 2 ? 0x0F : 0x03;
        return (ALPHABET.indexOf(text.charAt(text.length() - 1)) & unusedBits) == 0;
    }
}
