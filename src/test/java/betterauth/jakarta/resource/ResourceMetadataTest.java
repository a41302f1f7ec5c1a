package betterauth.jakarta.resource;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.JsonValues;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceMetadataTest {

    private static final String ISSUER = "https://auth.example.com/api/auth";

    private final ResourceMetadata metadata =
            metadata(List.of(), "https://api.example.com", "https://api.example.com/v2/orders");

    @Test
    void describesTheResource() {
        JsonObject document = document(metadata, "");

        assertThat(document)
                .isEqualTo(
                        Json.createObjectBuilder()
                                .add("resource", "https://api.example.com")
                                .add("authorization_servers", Json.createArrayBuilder().add(ISSUER))
                                .add(
                                        "bearer_methods_supported",
                                        Json.createArrayBuilder().add("header"))
                                .add(
                                        "scopes_supported",
                                        Json.createArrayBuilder().add("orders:read"))
                                .add(
                                        "dpop_signing_alg_values_supported",
                                        Json.createArrayBuilder().add("EdDSA"))
                                .build());
    }

    /** RFC 9728, section 3.1: the identifier's path follows. */
    @Test
    void hasADocumentForEachResource() {
        assertThat(document(metadata, "/v2/orders").getString("resource"))
                .isEqualTo("https://api.example.com/v2/orders");
        assertThat(metadata.document("/v2")).isEmpty();
        assertThat(metadata.document("/v2/orders/")).isEmpty();
    }

    @Test
    void prefersTheScopesOfTheSettings() {
        assertThat(document(metadata(List.of("a", "b"), "https://api.example.com"), ""))
                .extracting("scopes_supported")
                .isEqualTo(JsonValues.JSON.createArrayBuilder().add("a").add("b").build());
    }

    @Test
    void isBelowTheContextRoot() {
        assertThat(metadata.url(""))
                .contains("https://api.example.com/.well-known/oauth-protected-resource");
        assertThat(metadata(List.of(), "https://api.example.com/").url(""))
                .contains("https://api.example.com/.well-known/oauth-protected-resource");
        assertThat(metadata(List.of(), "https://api.example.com/v2/orders").url(""))
                .contains("https://api.example.com/.well-known/oauth-protected-resource/v2/orders");
        assertThat(metadata(List.of(), "http://localhost:8080/shop").url("/shop"))
                .contains("http://localhost:8080/shop/.well-known/oauth-protected-resource");
    }

    /** RFC 9728, section 1.2: an identifier is a URL, but RFC 8707 takes any URI. */
    @Test
    void hasNoneForAnotherUri() {
        ResourceMetadata none = metadata(List.of(), "urn:example:api");

        assertThat(none.url("")).isEmpty();
        assertThat(none.document("")).isEmpty();
    }

    private static ResourceMetadata metadata(List<String> scopes, String... resources) {
        return new ResourceMetadata(
                settings(scopes, resources), List.of("orders:read"), List.of("EdDSA"));
    }

    private static JsonObject document(ResourceMetadata metadata, String path) {
        return Json.createReader(new StringReader(metadata.document(path).orElseThrow()))
                .readObject();
    }

    private static OAuthSettings settings(List<String> scopes, String... resources) {
        Map<String, String> values =
                Map.of(
                        "better-auth.url", "https://auth.example.com",
                        "better-auth.oauth.resource", String.join(",", resources),
                        "better-auth.oauth.scopes", String.join(",", scopes));
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key)))).oauth();
    }
}
