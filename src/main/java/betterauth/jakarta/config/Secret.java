package betterauth.jakarta.config;

import java.nio.charset.StandardCharsets;

/** A shared secret, used as the UTF-8 bytes of its text. Never printed. */
public record Secret(String text) {

    private static final int LEAST_BYTES = 32;
    private static final String PUBLIC_DEFAULT_OF_BETTER_AUTH =
            "better-auth-secret-12345678901234567890";

    /** Checks the secret that {@code key} sets; an error names the key and never the value. */
    static Secret of(String key, String text) {
        Secret secret = new Secret(text);
        if (secret.bytes().length < LEAST_BYTES) {
            throw new SettingsException(key + " must have at least 32 bytes");
        }
        if (text.equals(PUBLIC_DEFAULT_OF_BETTER_AUTH)) {
            throw new SettingsException(key + " must not be Better Auth's public default secret");
        }
        return secret;
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
