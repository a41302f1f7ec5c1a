package betterauth.jakarta.token;

import betterauth.jakarta.jose.JoseHeader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code typ} of a {@code /token} JWT (RFC 8725, section 3.11). Better Auth signs cookies,
 * logout tokens and OAuth access tokens with the same keys. Cookies and logout tokens have another
 * {@code typ}; an access token may share it, but names a client.
 */
public final class UserTokenType {

    /** In lower case; the empty string stands for none. */
    static final Set<String> NAMES = Set.of("", "jwt", "at+jwt");

    private static final int ENCRYPTED_PARTS = 5;

    private UserTokenType() {}

    /**
     * Whether a verified token is of this type. What an encrypted token says of itself is about its
     * encryption, so that one is recognised by its claims only.
     *
     * @param namesClient whether it has the claim {@code client_id}
     */
    public static boolean isOf(String token, boolean namesClient) {
        String[] parts = token.split("\\.", ENCRYPTED_PARTS + 1);
        if (parts.length == ENCRYPTED_PARTS) {
            return !namesClient;
        }
        Optional<JoseHeader> header = JoseHeader.parse(parts[0]);
        if (header.isEmpty()) {
            return false;
        }
        if (namesClient && AccessTokens.isTypeOf(header.get())) {
            return false;
        }
        String typ = header.get().typ();
        return typ == null || (!typ.isEmpty() && NAMES.contains(typ.toLowerCase(Locale.ROOT)));
    }
}
