package betterauth.jakarta.resource;

import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.identity.JsonValues;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of this API as an OAuth protected resource (RFC 9728): each resource whose
 * identifier is an {@code http} or {@code https} URL has a document.
 */
public final class ResourceMetadata {

    /** Where the documents are, below the context root (RFC 9728, section 3). */
    public static final String PATH = "/.well-known/oauth-protected-resource";

    private final OAuthSettings settings;
    private final Collection<String> scopes;
    private final Collection<String> dpopAlgorithms;
    private final List<URI> resources;

    /**
     * Describes the resources of these settings.
     *
     * @param scopes the scopes that the application's guards name, for settings that name none
     * @param dpopAlgorithms the algorithms of DPoP proofs
     */
    public ResourceMetadata(
            OAuthSettings settings, Collection<String> scopes, Collection<String> dpopAlgorithms) {
        this.settings = settings;
        this.scopes = settings.scopes().isEmpty() ? List.copyOf(scopes) : settings.scopes();
        this.dpopAlgorithms = List.copyOf(dpopAlgorithms);
        this.resources =
                settings.resources().stream()
                        .map(URI::create)
                        .filter(resource -> resource.getHost() != null)
                        .toList();
    }

    /**
     * The URL of the first resource's document, as challenges give it (RFC 9728, section 5.1);
     * empty if there is none.
     *
     * @param contextPath where the application is
     */
    public Optional<String> url(String contextPath) {
        return resources.stream().findFirst().map(first -> url(first, contextPath));
    }

    private static String url(URI resource, String contextPath) {
        String origin = resource.getScheme() + "://" + resource.getRawAuthority();
        return contextPath.isEmpty()
                ? origin + PATH + pathOf(resource)
                : origin + contextPath + PATH;
    }

    /** A slash alone is left out (RFC 9728, section 3.1). */
    private static String pathOf(URI resource) {
        return resource.getRawPath().equals("/") ? "" : resource.getRawPath();
    }

    /**
     * The document of a resource, JSON.
     *
     * @param path the path of the resource's identifier, as it follows {@link #PATH} in the URL;
     *     empty for the first resource
     * @return empty if there is no such resource
     */
    public Optional<String> document(String path) {
        return resources.stream()
                .filter(resource -> path.isEmpty() || path.equals(resource.getRawPath()))
                .findFirst()
                .map(this::document);
    }

    private String document(URI resource) {
        JsonObjectBuilder document =
                JsonValues.JSON
                        .createObjectBuilder()
                        .add("resource", resource.toString())
                        .add(
                                "authorization_servers",
                                JsonValues.JSON.createArrayBuilder().add(settings.issuer()))
                        .add(
                                "bearer_methods_supported",
                                JsonValues.JSON.createArrayBuilder().add("header"));
        if (!scopes.isEmpty()) {
            document.add("scopes_supported", JsonValues.JSON.createArrayBuilder(scopes));
        }
        if (!dpopAlgorithms.isEmpty()) {
            document.add(
                    "dpop_signing_alg_values_supported",
                    JsonValues.JSON.createArrayBuilder(dpopAlgorithms));
        }
        return document.build().toString();
    }
}
