package betterauth.jakarta.run;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that Better Auth knows.
 *
 * @param secret null for a public client
 */
public record OAuthClient(String id, @Nullable String secret) {

    /** A public client that acts for users: authorization code, device flow, refresh tokens. */
    public static final OAuthClient PARTNER = new OAuthClient("partner", null);

    /** The resource server itself, which asks about tokens; it also acts for users. */
    public static final OAuthClient ORDERS =
            new OAuthClient("orders", "orders-secret-0123456789abcdef01234567");

    /** A machine that acts for itself. */
    public static final OAuthClient REPORTS =
            new OAuthClient("reports", "reports-secret-0123456789abcdef0123456");

    /** {@code client_secret_basic} (RFC 6749, section 2.3.1); empty for a public client. */
    Optional<String> basic() {
        return Optional.ofNullable(secret)
                .map(text -> encoded(id) + ":" + encoded(text))
                .map(pair -> pair.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> "Basic " + Base64.getEncoder().encodeToString(bytes));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
