package betterauth.jakarta.credential;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Better Auth session token, with or without its signature. Not read by a regular expression,
 * which took a tenth of a request's time.
 *
 * @param value the token itself: 32 letters and digits
 * @param signature the HMAC-SHA256 of the value in padded base64, or null for a raw token
 */
public record SessionToken(String value, @Nullable String signature) {

    private static final int LONGEST = 256;
    private static final int VALUE_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 44;
    private static final String LETTERS_AND_DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final CharacterSet OF_VALUE = new CharacterSet(LETTERS_AND_DIGITS);
    private static final CharacterSet OF_SIGNATURE = new CharacterSet(LETTERS_AND_DIGITS + "+/");

    /** Of the digits before the padding, the last has two bits that are not used and zero. */
    private static final CharacterSet LAST_OF_SIGNATURE = new CharacterSet("AEIMQUYcgkosw048");

    /** Reads a token as it is written in a cookie or a header: plain, URL-encoded or quoted. */
    public static Optional<SessionToken> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String token = decode(unquote(text));
        if (!OF_VALUE.isWhole(token, 0, VALUE_LENGTH)) {
            return Optional.empty();
        }
        if (token.length() == VALUE_LENGTH) {
            return Optional.of(new SessionToken(token, null));
        }
        return isSigned(token)
                ? Optional.of(
                        new SessionToken(
                                token.substring(0, VALUE_LENGTH),
                                token.substring(VALUE_LENGTH + 1)))
                : Optional.empty();
    }

    /** Whether a dot and a signature follow the value. */
    private static boolean isSigned(String token) {
        int end = VALUE_LENGTH + 1 + SIGNATURE_LENGTH;
        return token.length() == end
                && token.charAt(VALUE_LENGTH) == '.'
                && OF_SIGNATURE.isWhole(token, VALUE_LENGTH + 1, end - 2)
                && LAST_OF_SIGNATURE.isWhole(token, end - 2, end - 1)
                && token.charAt(end - 1) == '=';
    }

    public boolean isSigned() {
        return signature != null;
    }

    /** The bytes of the signature; empty for a raw token. */
    public byte[] signatureBytes() {
        return signature == null ? new byte[0] : Base64.getDecoder().decode(signature);
    }

    /** The token as Better Auth writes it, not URL-encoded. */
    public String canonical() {
        return signature == null ? value : value + '.' + signature;
    }

    @Override
    public String toString() {
        return "SessionToken[redacted]";
    }

    private static String unquote(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** A plus is a plus in cookies, so only percent signs are decoded. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
