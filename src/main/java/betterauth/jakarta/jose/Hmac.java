package betterauth.jakarta.jose;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104) by any of several keys, compared in constant time. */
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private Hmac(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    public static Hmac sha256(byte[] key) {
        return sha256(List.of(key));
    }

    /** Verifies by each of the keys. */
    public static Hmac sha256(List<byte[]> keys) {
        return new Hmac(keys.stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList());
    }

    /** Whether {@code signature} is the whole HMAC of {@code input} by one of the keys. */
    public boolean verifies(byte[] input, byte[] signature) {
        return keys.stream().anyMatch(key -> verifies(key, input, signature));
    }

    private static boolean verifies(SecretKeySpec key, byte[] input, byte[] signature) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return MessageDigest.isEqual(mac.doFinal(input), signature);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", absent);
        }
    }
}
