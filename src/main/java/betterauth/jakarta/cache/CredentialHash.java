package betterauth.jakarta.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a credential: what stands for it in caches and, shortened, in logs. */
public record CredentialHash(long first, long second, long third, long fourth) {

    public static CredentialHash of(String credential) {
        return of(credential.getBytes(StandardCharsets.UTF_8));
    }

    public static CredentialHash of(byte[] credential) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(credential));
            return new CredentialHash(
                    digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java platform has SHA-256", absent);
        }
    }

    /**
     * The first eight hexadecimal digits: enough to follow a credential through a log, useless as
     * one.
     */
    @Override
    public String toString() {
        return String.format("%08x", first >>> 32);
    }
}
