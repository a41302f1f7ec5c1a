package betterauth.jakarta.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where public keys come from and how long they serve.
 *
 * @param leastRsaBits the length of the shortest RSA key that may verify
 * @param inline the key or key set itself, or null
 * @param location where the keys are, a URL, {@code classpath:} name or file; not used with {@code
 *     inline}
 * @param refreshInterval the age at which fetched keys are fetched anew
 * @param minRefetchInterval the least time between two fetches for unknown key ids
 * @param staleIfError how long old keys serve while fetches fail
 * @param connectTimeout time to connect
 * @param readTimeout time for the whole answer
 * @param decryptionKeyLocation where the private key for encrypted tokens is, or null: then such
 *     tokens are refused
 * @param decryptionAlgorithm the one key management algorithm of encrypted tokens accepted, or null
 *     for either of RSA-OAEP and RSA-OAEP-256
 */
public record KeySettings(
        int leastRsaBits,
        @Nullable String inline,
        String location,
        Duration refreshInterval,
        Duration minRefetchInterval,
        Duration staleIfError,
        Duration connectTimeout,
        Duration readTimeout,
        @Nullable String decryptionKeyLocation,
        @Nullable String decryptionAlgorithm) {

    /** RFC 7518, sections 3.3 and 3.5. */
    public static final int LEAST_RSA_BITS = 2048;

    private static final String INLINE = "mp.jwt.verify.publickey";
    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final String DECRYPTION_ALGORITHM = "mp.jwt.decrypt.key.algorithm";

    static KeySettings read(ConfigValues values, Profile profile, String jwksUrl) {
        String inline = values.text(INLINE).orElse(null);
        String location = values.text(LOCATION).orElse(jwksUrl);
        if (inline != null && !location.equals(jwksUrl)) {
            throw new SettingsException(INLINE + " must not be set together with " + LOCATION);
        }
        return new KeySettings(
                profile == Profile.MP_JWT ? 1024 : LEAST_RSA_BITS,
                inline,
                location,
                values.duration("better-auth.jwks.refresh-interval", Duration.ofMinutes(5)),
                values.duration("better-auth.jwks.min-refetch-interval", Duration.ofSeconds(10)),
                values.duration("better-auth.jwks.stale-if-error", Duration.ofHours(24)),
                values.duration("better-auth.jwks.connect-timeout", Duration.ofSeconds(2)),
                values.duration("better-auth.jwks.read-timeout", Duration.ofSeconds(5)),
                values.text("mp.jwt.decrypt.key.location").orElse(null),
                readDecryptionAlgorithm(values));
    }

    /** Where the keys are, in words, without what may be secret in a URL. */
    public String place() {
        return inline != null
                ? INLINE
                : location.replaceFirst("//[^/]*@", "//").replaceFirst("[?#].*", "");
    }

    /** Whether the keys are behind HTTP. */
    public boolean isRemote() {
        return inline == null && location.matches("https?://.*");
    }

    private static @Nullable String readDecryptionAlgorithm(ConfigValues values) {
        String name = values.text(DECRYPTION_ALGORITHM).orElse(null);
        if (name != null && !name.equals("RSA-OAEP") && !name.equals("RSA-OAEP-256")) {
            throw ConfigValues.refused(DECRYPTION_ALGORITHM, "RSA-OAEP or RSA-OAEP-256", name);
        }
        return name;
    }
}
