package betterauth.jakarta.spi;

import org.jspecify.annotations.Nullable;

/**
 * The question whose session a credential is.
 *
 * @param kind what was presented
 * @param token the session token, without its signature, or the API key
 * @param signature the token's HMAC-SHA256 in padded base64; null where it has none
 * @param cookieName the name of the cookie that held the token; null where none did
 * @param sessionData the value of the {@code session_data} cookie beside it; null without one
 * @param callerAddress the address of whoever presented it, by which rate limits count
 * @since 0.1.0
 */
public record SessionQuery(
        Kind kind,
        String token,
        @Nullable String signature,
        @Nullable String cookieName,
        @Nullable String sessionData,
        String callerAddress) {

    /** What a caller presents. */
    public enum Kind {
        /** A session cookie, always signed. */
        COOKIE,
        /** A session token in the {@code Authorization} header, signed or not. */
        BEARER,
        /** An API key. */
        API_KEY
    }

    /**
     * {@return the token and its signature, as Better Auth writes them: joined by a dot, not
     * encoded}
     */
    public String signedToken() {
        return signature == null ? token : token + '.' + signature;
    }

    /** Without the credential. */
    @Override
    public String toString() {
        return "SessionQuery[" + kind + "]";
    }
}
