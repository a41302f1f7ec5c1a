package betterauth.jakarta.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What this API is to Better Auth as an OAuth 2.1 authorization server.
 *
 * @param resources the identifiers of this API, of which an access token's {@code aud} must contain
 *     one (RFC 8707); empty where access tokens are not accepted
 * @param issuer the {@code iss} of access tokens
 * @param scopes the scopes to name in the resource metadata; empty for those that guards name
 * @param dpop which DPoP proofs are accepted
 * @param logout which logout tokens are accepted
 * @param introspection how access tokens are introspected
 */
public record OAuthSettings(
        List<String> resources,
        String issuer,
        List<String> scopes,
        DpopSettings dpop,
        LogoutSettings logout,
        IntrospectionSettings introspection) {

    private static final String RESOURCE = "better-auth.oauth.resource";
    private static final String ISSUER = "better-auth.oauth.issuer";
    private static final String SCOPES = "better-auth.oauth.scopes";
    private static final String NONCE = "better-auth.oauth.dpop.nonce";
    private static final int LONGEST_RESOURCE = 2048;

    /** RFC 6749, section 3.3. */
    private static final Pattern SCOPE_TOKEN = Pattern.compile("[!#-\\[\\]-~]+");

    public OAuthSettings {
        resources = List.copyOf(resources);
        scopes = List.copyOf(scopes);
    }

    static OAuthSettings read(ConfigValues values, Mechanism mechanism, String defaultIssuer) {
        Set<String> resources = new LinkedHashSet<>();
        values.list(RESOURCE).forEach(text -> resources.add(resource(text)));
        String issuer = values.text(ISSUER).orElse(defaultIssuer);
        List<String> scopes = values.list(SCOPES);
        scopes.stream()
                .filter(scope -> !isScope(scope))
                .findFirst()
                .ifPresent(
                        scope -> {
                            throw ConfigValues.refused(
                                    SCOPES, "scopes of RFC 6749, section 3.3", scope);
                        });
        if (resources.isEmpty()) {
            List.of(
                            ISSUER,
                            SCOPES,
                            NONCE,
                            LogoutSettings.CLIENT_IDS,
                            IntrospectionSettings.CLIENT_ID)
                    .forEach(key -> needsResource(values, key));
        } else if (mechanism == Mechanism.CONTAINER) {
            throw new SettingsException(
                    RESOURCE
                            + " needs better-auth.mechanism module: servers take an access token of"
                            + " a client for one of a user");
        }
        return new OAuthSettings(
                List.copyOf(resources),
                issuer,
                scopes,
                DpopSettings.read(values),
                LogoutSettings.read(values),
                IntrospectionSettings.read(values));
    }

    /** Whether access tokens are accepted. */
    public boolean isEnabled() {
        return !resources.isEmpty();
    }

    /** Whether a text is a {@code scope-token} of RFC 6749, section 3.3. */
    public static boolean isScope(String text) {
        return SCOPE_TOKEN.matcher(text).matches();
    }

    private static void needsResource(ConfigValues values, String key) {
        if (values.text(key).isPresent()) {
            throw new SettingsException(key + " needs " + RESOURCE);
        }
    }

    /** An absolute URI without a fragment (RFC 8707, section 2). */
    private static String resource(String text) {
        String allowed = "absolute URIs without a fragment, such as https://api.example.com";
        try {
            URI uri = new URI(text);
            boolean isPlain = uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (uri.isAbsolute()
                    && isPlain
                    && text.length() <= LONGEST_RESOURCE
                    && (!isWeb || uri.getHost() != null)) {
                return text;
            }
        } catch (URISyntaxException notAUri) {
            throw ConfigValues.refused(RESOURCE, allowed, "not a URI");
        }
        throw ConfigValues.refused(RESOURCE, allowed, text.contains("@") ? "[redacted]" : text);
    }
}
