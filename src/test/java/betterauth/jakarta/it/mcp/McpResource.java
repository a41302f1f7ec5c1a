package betterauth.jakarta.it.mcp;

import betterauth.jakarta.RequireScope;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;

/** The endpoint of the protocol's transport by HTTP: a JSON-RPC request, and its answer. */
@Path("mcp")
@RequireScope("orders:read")
public class McpResource {

    @Inject Tools tools;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response answer(String body) {
        JsonObject request = Json.createReader(new StringReader(body)).readObject();
        if (!request.containsKey("id")) {
            return Response.accepted().build();
        }
        JsonObject parameters = request.getJsonObject("params");
        JsonObjectBuilder result =
                switch (request.getString("method")) {
                    case "initialize" -> initialized(parameters.getString("protocolVersion"));
                    case "tools/call" -> text(call(parameters.getString("name")));
                    default -> Json.createObjectBuilder();
                };
        return Response.ok(
                        Json.createObjectBuilder()
                                .add("jsonrpc", "2.0")
                                .add("id", request.get("id"))
                                .add("result", result)
                                .build()
                                .toString())
                .build();
    }

    private String call(String tool) {
        return switch (tool) {
            case "cancel" -> tools.cancel();
            case "purge" -> tools.purge();
            default -> tools.list();
        };
    }

    private static JsonObjectBuilder initialized(String version) {
        return Json.createObjectBuilder()
                .add("protocolVersion", version)
                .add(
                        "capabilities",
                        Json.createObjectBuilder().add("tools", JsonObject.EMPTY_JSON_OBJECT))
                .add(
                        "serverInfo",
                        Json.createObjectBuilder().add("name", "orders").add("version", "1"));
    }

    private static JsonObjectBuilder text(String text) {
        return Json.createObjectBuilder()
                .add(
                        "content",
                        Json.createArrayBuilder()
                                .add(
                                        Json.createObjectBuilder()
                                                .add("type", "text")
                                                .add("text", text)));
    }
}
