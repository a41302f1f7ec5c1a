package betterauth.jakarta.token;

import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.ClientGrant;
import betterauth.jakarta.identity.ClientPrincipal;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who calls by an access token, from its verified claims or from what introspection says of it: a
 * user by a client, or a client that acts for itself.
 */
public final class AccessTokenCallers {

    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int LONGEST_ID = 256;

    private final ClaimsMapper identities;

    public AccessTokenCallers(ClaimsMapper identities) {
        this.identities = identities;
    }

    /**
     * Identifies the caller.
     *
     * @param claims without {@code sub} for a client that acts for itself, as introspection has it,
     *     or with the client's id there
     * @return empty if a claim of the client is missing or malformed. A {@code cnf} by which the
     *     token cannot be shown to be its presenter's is one.
     */
    public Optional<Authentication> identify(JsonObject claims, String token) {
        Optional<ClientGrant> read = grant(claims);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        ClientGrant grant = read.get();
        Optional<String> subject = text(claims, "sub");
        if (claims.containsKey("sub") && subject.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                subject.isEmpty() || subject.get().equals(grant.clientId())
                        ? new VerifiedClient(new ClientPrincipal(grant))
                        : identities.identifyByClient(subject.get(), claims, grant, token));
    }

    private static Optional<ClientGrant> grant(JsonObject claims) {
        Optional<String> clientId = text(claims, "client_id");
        Optional<Set<String>> scopes = scopes(claims.get("scope"));
        boolean isUsable =
                Stream.of("sid", "cnf").allMatch(name -> isAbsentOrUsable(claims, name))
                        && (!claims.containsKey("azp") || text(claims, "azp").equals(clientId));
        return isUsable && clientId.isPresent() && scopes.isPresent()
                ? Optional.of(
                        new ClientGrant(
                                clientId.get(),
                                scopes.get(),
                                thumbprint(claims).orElse(null),
                                text(claims, "sid").orElse(null)))
                : Optional.empty();
    }

    private static boolean isAbsentOrUsable(JsonObject claims, String name) {
        return claims.getOrDefault(name, JsonValue.NULL) == JsonValue.NULL
                || (name.equals("cnf") ? thumbprint(claims) : text(claims, name)).isPresent();
    }

    private static Optional<String> text(JsonObject claims, String name) {
        return claims.get(name) instanceof JsonString text
                        && !text.getString().isBlank()
                        && text.getString().length() <= LONGEST_ID
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    /** The one confirmation method that can be verified here (RFC 9449, section 6.1). */
    private static Optional<String> thumbprint(JsonObject claims) {
        return claims.get("cnf") instanceof JsonObject confirmation
                        && confirmation.size() == 1
                        && confirmation.get("jkt") instanceof JsonString thumbprint
                        && THUMBPRINT.matcher(thumbprint.getString()).matches()
                ? Optional.of(thumbprint.getString())
                : Optional.empty();
    }

    /** Scopes with blanks between (RFC 6749, section 3.3); empty if they are malformed. */
    private static Optional<Set<String>> scopes(@Nullable JsonValue value) {
        Set<String> scopes = new LinkedHashSet<>();
        if (value == null || value == JsonValue.NULL) {
            return Optional.of(scopes);
        }
        if (!(value instanceof JsonString text)) {
            return Optional.empty();
        }
        for (String scope : text.getString().split(" ", -1)) {
            if (!scope.isEmpty() && !OAuthSettings.isScope(scope)) {
                return Optional.empty();
            }
            scopes.add(scope);
        }
        scopes.remove("");
        return Optional.of(scopes);
    }
}
