package betterauth.jakarta.credential;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Better Auth session token, with or without its signature.
 *
 * @param value the token itself: 32 letters and digits
 * @param signature the HMAC-SHA256 of the value in padded base64, or null for a raw token
 */
public record SessionToken(String value, @Nullable String signature) {

    /** Of the digits before the padding, the last has two bits that are not used and zero. */
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9]{32})(?:\\.([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=))?");

    private static final int LONGEST = 256;

    /** Reads a token as it is written in a cookie or a header: plain, URL-encoded or quoted. */
    public static Optional<SessionToken> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(decode(unquote(text)));
        return matcher.matches()
                ? Optional.of(new SessionToken(matcher.group(1), matcher.group(2)))
                : Optional.empty();
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
