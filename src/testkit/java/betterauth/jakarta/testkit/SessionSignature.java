package betterauth.jakarta.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs session tokens as Better Auth does: the token, a dot and the Base64 of its HMAC.
 *
 * <p>Tests of their own parsing can use it directly; {@link TestCaller#cookie()} is the usual way.
 *
 * @since 0.1.0
 */
public final class SessionSignature {

    private final String secret;

    /** Signs by Better Auth's secret. */
    public SessionSignature(String secret) {
        this.secret = secret;
    }

    /** The signature of a session token, in standard Base64. */
    public String of(String token) {
        return Base64.getEncoder().encodeToString(Hmac.sign(secret, token));
    }

    /** The signed token, as the header {@code set-auth-token} has it. */
    public String signed(String token) {
        return token + "." + of(token);
    }

    /** The value of the session cookie, with percent-encoding. */
    public String cookieValue(String token) {
        return URLEncoder.encode(signed(token), UTF_8);
    }

    /** The token of a signed one, percent-encoded or not; empty if the signature is invalid. */
    Optional<String> verify(String value) {
        String decoded = value.contains("%") ? URLDecoder.decode(value, UTF_8) : value;
        int dot = decoded.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String token = decoded.substring(0, dot);
        byte[] expected = of(token).getBytes(UTF_8);
        return MessageDigest.isEqual(expected, decoded.substring(dot + 1).getBytes(UTF_8))
                ? Optional.of(token)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "SessionSignature[redacted]";
    }
}
