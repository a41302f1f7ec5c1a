package betterauth.jakarta.openapi;

import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * The security schemes for the credentials that are accepted, each of which is enough.
 *
 * @param schemes by the names that they have where the application has named none of the kind, in
 *     the order in which credentials are looked for
 * @since 0.1.0
 */
record CredentialSchemes(Map<String, SecurityScheme> schemes) {

    CredentialSchemes {
        schemes = new LinkedHashMap<>(schemes);
    }

    static CredentialSchemes of(Settings settings) {
        Map<String, SecurityScheme> schemes = new LinkedHashMap<>();
        boolean isOurs = settings.mechanism() == Mechanism.MODULE;
        boolean hasSessions = isOurs && settings.session().enabled();
        String tokenCookie = isOurs ? settings.jwt().cookie() : null;
        if (tokenCookie == null || hasSessions) {
            schemes.put("better-auth-token", bearer(tokenCookie == null, hasSessions));
        }
        if (isOurs && settings.session().apiKeys()) {
            schemes.put(
                    "better-auth-api-key",
                    apiKey(SecurityScheme.In.HEADER, "x-api-key")
                            .description("An API key of Better Auth"));
        }
        if (tokenCookie != null) {
            schemes.put(
                    "better-auth-token-cookie",
                    apiKey(SecurityScheme.In.COOKIE, tokenCookie)
                            .description("A JSON Web Token of Better Auth"));
        }
        if (hasSessions) {
            String prefix = settings.isSecure() ? "__Secure-" : "";
            schemes.put(
                    "better-auth-session",
                    apiKey(SecurityScheme.In.COOKIE, prefix + settings.session().cookieName())
                            .description("The session cookie of Better Auth"));
        }
        return new CredentialSchemes(schemes);
    }

    /**
     * Adds the schemes to a document that has no such schemes.
     *
     * @return their names in the document
     */
    List<String> declareIn(OpenAPI document) {
        Components components = document.getComponents();
        if (components == null) {
            components = OASFactory.createComponents();
            document.setComponents(components);
        }
        Map<String, SecurityScheme> present = components.getSecuritySchemes();
        Map<String, SecurityScheme> known = present == null ? Map.of() : Map.copyOf(present);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, SecurityScheme> scheme : schemes.entrySet()) {
            String name =
                    known.entrySet().stream()
                            .filter(each -> isSame(each.getValue(), scheme.getValue()))
                            .map(Map.Entry::getKey)
                            .sorted()
                            .findFirst()
                            .orElse(scheme.getKey());
            if (!known.containsKey(name)) {
                components.addSecurityScheme(name, scheme.getValue());
            }
            names.add(name);
        }
        return names;
    }

    /** Whether both take the same from the same place; how they are described is no matter. */
    private static boolean isSame(SecurityScheme one, SecurityScheme other) {
        if (one.getType() != other.getType()) {
            return false;
        }
        return one.getType() == SecurityScheme.Type.HTTP
                ? other.getScheme().equalsIgnoreCase(one.getScheme())
                : one.getIn() == other.getIn() && Objects.equals(one.getName(), other.getName());
    }

    private static SecurityScheme bearer(boolean tokens, boolean sessions) {
        SecurityScheme scheme =
                OASFactory.createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
        if (!tokens) {
            return scheme.description("A session token of Better Auth");
        }
        return scheme.bearerFormat("JWT")
                .description(
                        "A JSON Web Token"
                                + (sessions ? " or a session token" : "")
                                + " of Better Auth");
    }

    private static SecurityScheme apiKey(SecurityScheme.In in, String name) {
        return OASFactory.createSecurityScheme().type(SecurityScheme.Type.APIKEY).in(in).name(name);
    }
}
