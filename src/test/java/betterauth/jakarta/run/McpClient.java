package betterauth.jakarta.run;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An agent on the official TypeScript SDK of the Model Context Protocol, {@code src/mcp}. */
public final class McpClient {

    private McpClient() {}

    /**
     * Calls tools in turn, and asks for the consent of the user whenever the server demands it.
     *
     * @param server the MCP server's endpoint
     * @param sessionToken the user's session at Better Auth
     * @return what the agent saw, as {@code client.mjs} describes
     * @throws IllegalStateException if it did not come to an end; the message is what it printed
     */
    public static JsonObject call(URI server, String sessionToken, List<String> tools) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder("node", "client.mjs")
                            .directory(BetterAuthPackages.installMcpClient().toFile())
                            .redirectErrorStream(true);
            builder.environment()
                    .putAll(
                            Map.of(
                                    "MCP_URL",
                                    server.toString(),
                                    "SESSION_TOKEN",
                                    sessionToken,
                                    "TOOLS",
                                    String.join(",", tools)));
            Process process = builder.start();
            process.getOutputStream().close();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(text);
                }
                return Json.createReader(new StringReader(text)).readObject();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }
}
