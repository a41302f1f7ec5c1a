package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.it.mcp.McpApplication;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.McpClient;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.util.List;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * A client that nobody here wrote: the official TypeScript SDK of the Model Context Protocol, with
 * a real Better Auth.
 */
@BetterAuthApp(
        packagesOf = McpApplication.class,
        settings = {
            "better-auth.oauth.resource=" + McpIT.RESOURCE,
            "better-auth.oauth.scopes=orders:read"
        },
        betterAuth = {"OAUTH_REGISTRATION=true", "OAUTH_RESOURCES=" + McpIT.RESOURCE})
class McpIT {

    static final String RESOURCE = "http://localhost:${http.port}/mcp";

    @ArquillianResource private BetterAuthServer betterAuth;

    @Test
    void findsRegistersAndComesBackWithOneMoreScope() {
        JsonObject seen =
                McpClient.call(endpoint(), betterAuth.signIn("ada"), List.of("list", "cancel"));

        String client = seen.getString("clientId");
        String user =
                betterAuth
                        .sql("select id from user where email = 'ada@example.com'")
                        .getJsonObject(0)
                        .getString("id");
        assertThat(seen.getJsonObject("results").getString("list"))
                .isEqualTo("orders of " + user + " for " + client);
        assertThat(seen.getJsonObject("results").getString("cancel"))
                .isEqualTo("cancelled for " + client);
        assertThat(seen.getJsonArray("authorizations").getValuesAs(JsonObject.class))
                .extracting(asked -> asked.getString("scope"))
                .containsExactly("orders:read", "orders:read orders:write");
        assertThat(seen.getJsonArray("authorizations").getValuesAs(JsonObject.class))
                .allMatch(asked -> asked.getString("resource").equals(endpoint().toString()))
                .allMatch(asked -> asked.getString("client_id").equals(client));
        assertThat(requests(seen))
                .startsWith("POST /mcp 401", "GET /.well-known/oauth-protected-resource/mcp 200")
                .containsOnlyOnce("POST /mcp 403", "POST /api/auth/oauth2/register 201");
    }

    @Test
    void doesNotAskForConsentThatCannotHelp() {
        assertThatThrownBy(
                        () ->
                                McpClient.call(
                                        endpoint(), betterAuth.signIn("ada"), List.of("purge")))
                .hasMessageContaining("StreamableHTTPError")
                .hasMessageContaining("INSUFFICIENT_ROLE");
    }

    private URI endpoint() {
        return URI.create(RESOURCE.replace("${http.port}", System.getProperty("http.port")));
    }

    private static List<String> requests(JsonObject seen) {
        JsonArray requests = seen.getJsonArray("requests");
        return requests.getValuesAs(JsonString::getString);
    }
}
