package betterauth.jakarta.dpop;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * SHA-256 in base64url, as {@code ath} and {@code jkt} have it (RFC 9449, sections 4.2 and 6.1).
 */
final class Sha256 {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Sha256() {}

    static String base64Url(byte[] bytes) {
        try {
            return ENCODER.encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java platform has SHA-256", absent);
        }
    }
}
