package betterauth.jakarta.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a credential: what stands for it in caches and, shortened, in logs. */
public record CredentialHash(long first, long second, long third, long fourth) {

    /** Never updated: a clone of it costs less than a look-up among the security providers. */
    private static final MessageDigest SHA_256 = sha256();

    public static CredentialHash of(String credential) {
        return of(credential.getBytes(StandardCharsets.UTF_8));
    }

    public static CredentialHash of(byte[] credential) {
        ByteBuffer digest = ByteBuffer.wrap(copy().digest(credential));
        return new CredentialHash(
                digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /**
     * The first eight hexadecimal digits: enough to follow a credential through a log, useless as
     * one.
     */
    @Override
    public String toString() {
        return String.format("%08x", first >>> 32);
    }

    private static MessageDigest copy() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException onlyOfAnotherProvider) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java platform has SHA-256", absent);
        }
    }
}
