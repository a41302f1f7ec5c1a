package betterauth.jakarta.dpop;

import betterauth.jakarta.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The nonces of this server (RFC 9449, section 9): an HMAC of the period, so that none is stored.
 * Whoever does not have the key cannot make a proof for a later period. Safe for use by many
 * threads.
 */
final class ServerNonces {

    private static final String HMAC = "HmacSHA256";
    private static final String LABEL = "better-auth-jakarta DPoP nonce";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;
    private final long periodSeconds;
    private final Clock clock;

    private ServerNonces(byte[] key, Duration period, Clock clock) {
        this.key = new SecretKeySpec(key, HMAC);
        this.periodSeconds = Math.max(1, period.toSeconds());
        this.clock = clock;
    }

    /**
     * Nonces that all nodes with the same first secret share; without a secret, those of this node
     * alone.
     *
     * @param period how long a nonce is given out; it is accepted for as long again
     */
    static ServerNonces of(List<Secret> secrets, Duration period, Clock clock) {
        return new ServerNonces(
                secrets.isEmpty() ? randomKey() : derivedKey(secrets.get(0)), period, clock);
    }

    /** The nonce to give out now. */
    String current() {
        return nonce(period());
    }

    /**
     * Whether a nonce was given out in this period or the one before, or is of the next: the clock
     * of another node may be ahead.
     */
    boolean accepts(String nonce) {
        byte[] presented = nonce.getBytes(StandardCharsets.UTF_8);
        long now = period();
        return LongStream.of(now, now - 1, now + 1)
                .anyMatch(
                        period ->
                                MessageDigest.isEqual(
                                        nonce(period).getBytes(StandardCharsets.UTF_8), presented));
    }

    private long period() {
        return Math.floorDiv(clock.instant().getEpochSecond(), periodSeconds);
    }

    private String nonce(long period) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] whole = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", absent);
        }
    }

    private static byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** By HKDF (RFC 5869), so that the nonces say nothing about the secret. */
    private static byte[] derivedKey(Secret secret) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(
                new HKDFParameters(secret.bytes(), null, LABEL.getBytes(StandardCharsets.UTF_8)));
        byte[] key = new byte[KEY_BYTES];
        generator.generateBytes(key, 0, KEY_BYTES);
        return key;
    }
}
