package betterauth.jakarta.token;

import betterauth.jakarta.jose.JoseHeader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code typ} of an access token (RFC 8725, section 3.11). Better Auth signs cookies and logout
 * tokens with the same keys, and those have another.
 */
public final class AccessTokenType {

    /** In lower case; the empty string stands for none. */
    static final Set<String> NAMES = Set.of("", "jwt", "at+jwt");

    private static final int ENCRYPTED_PARTS = 5;

    private AccessTokenType() {}

    /**
     * Whether a verified token is of this type. What an encrypted token says of itself is about its
     * encryption, so that one is recognised by its claims only.
     */
    public static boolean isOf(String token) {
        String[] parts = token.split("\\.", ENCRYPTED_PARTS + 1);
        if (parts.length == ENCRYPTED_PARTS) {
            return true;
        }
        Optional<JoseHeader> header = JoseHeader.parse(parts[0]);
        if (header.isEmpty()) {
            return false;
        }
        String typ = header.get().typ();
        return typ == null || (!typ.isEmpty() && NAMES.contains(typ.toLowerCase(Locale.ROOT)));
    }
}
