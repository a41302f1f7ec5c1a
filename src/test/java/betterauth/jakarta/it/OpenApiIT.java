package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.it.openapi.Contract;
import betterauth.jakarta.it.openapi.Contracts;
import betterauth.jakarta.it.openapi.Folder;
import betterauth.jakarta.it.openapi.House;
import betterauth.jakarta.it.openapi.OwnFilter;
import betterauth.jakarta.it.openapi.Reports;
import betterauth.jakarta.it.openapi.Rooms;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document of an application, where the server makes one. */
class OpenApiIT {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "better-auth.url",
                    "https://localhost:1",
                    "better-auth.session.cookie-prefix",
                    "shop",
                    "better-auth.api-key.enabled",
                    "true",
                    "better-auth.protected-paths",
                    "/app/files/private/*");

    private static final String ANY =
            " [better-auth-token, better-auth-api-key, better-auth-session]";

    @TempDir private Path folder;

    @Test
    void saysWhatCallersOfGuardedOperationsPresent() {
        JsonObject document = document(SETTINGS);

        assertSchemes(document.getJsonObject("components").getJsonObject("securitySchemes"));
        assertThat(operations(document))
                .contains(
                        "GET /app/reports/{year}" + ANY + " 401 403: The caller is not allowed",
                        "DELETE /app/reports/{year}/{report}"
                                + ANY
                                + " 401 403: The role admin is required",
                        "GET /app/reports/{year}/own [own] 401 403: The caller is not allowed",
                        "GET /app/contracts/signed"
                                + ANY
                                + " 401 403: All of these roles are required: editor, admin",
                        "GET /app/contracts/paid" + ANY + " 401 403: The role payer is required",
                        "POST /app/rooms" + ANY + " 401 403: The role resident is required",
                        "GET /app/files/private/{file}"
                                + ANY
                                + " 401 403: The caller is not allowed")
                .contains(
                        "GET /app/reports/{year}/open []",
                        "GET /app/contracts []",
                        "GET /app/files []",
                        "GET /app/files/private/readme []");
        assertThat(response(document, "/app/reports/{year}/own", "401").getString("description"))
                .isEqualTo("the application's own");
        JsonObject problem =
                response(document, "/app/contracts/signed", "403")
                        .getJsonObject("content")
                        .getJsonObject("application/problem+json")
                        .getJsonObject("example");
        assertThat(problem.getString("code")).isEqualTo("INSUFFICIENT_ROLE");
        assertThat(problem.getInt("status")).isEqualTo(403);
    }

    @Test
    void isPartOfAnApplicationsOwnFilter() {
        JsonObject document = document(with("mp.openapi.filter", OwnFilter.class.getName()));

        assertThat(document.getString("x-audience")).isEqualTo("partners");
        assertThat(operations(document))
                .contains("POST /app/rooms" + ANY + " 401 403: The role resident is required");
    }

    private static void assertSchemes(JsonObject schemes) {
        assertThat(schemes.keySet())
                .containsExactlyInAnyOrder(
                        "own", "better-auth-token", "better-auth-api-key", "better-auth-session");
        assertThat(texts(schemes, "better-auth-token"))
                .containsEntry("type", "http")
                .containsEntry("scheme", "bearer")
                .containsEntry("bearerFormat", "JWT");
        assertThat(texts(schemes, "better-auth-api-key"))
                .containsEntry("type", "apiKey")
                .containsEntry("in", "header")
                .containsEntry("name", "x-api-key");
        assertThat(texts(schemes, "better-auth-session"))
                .containsEntry("type", "apiKey")
                .containsEntry("in", "cookie")
                .containsEntry("name", "__Secure-shop.session_token");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(name, value);
        return settings;
    }

    private JsonObject document(Map<String, String> settings) {
        Path war = folder.resolve("archive.war");
        Deployments.app(
                        settings,
                        TestApplication.class,
                        Reports.class,
                        Contract.class,
                        Contracts.class,
                        House.class,
                        Rooms.class,
                        betterauth.jakarta.it.openapi.Files.class,
                        Folder.class,
                        OwnFilter.class)
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        try (OpenApiServer server = OpenApiServer.start(folder, war, "/app/files")) {
            String json =
                    server.api().get("/openapi?format=JSON", "Accept", "application/json").body();
            // Payara keeps the regular expressions of parameters.
            return Api.json(json.replaceAll("\\{(\\w+): [^}\"]*}", "{$1}"));
        }
    }

    /** Each as a line: method, path, schemes, and which of the responses 401 and 403 it has. */
    private static List<String> operations(JsonObject document) {
        List<String> lines = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : new TreeSet<>(paths.keySet())) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.keySet()) {
                JsonObject operation = item.getJsonObject(method);
                JsonObject responses = operation.getJsonObject("responses");
                List<String> schemes =
                        operation.containsKey("security")
                                ? operation.getJsonArray("security").stream()
                                        .flatMap(each -> each.asJsonObject().keySet().stream())
                                        .toList()
                                : List.of();
                lines.add(
                        method.toUpperCase(Locale.ROOT)
                                + " "
                                + path
                                + " "
                                + schemes
                                + (responses.containsKey("401") ? " 401" : "")
                                + (responses.containsKey("403")
                                        ? " 403: "
                                                + responses
                                                        .getJsonObject("403")
                                                        .getString("description")
                                        : ""));
            }
        }
        return lines;
    }

    private static JsonObject response(JsonObject document, String path, String status) {
        return document.getJsonObject("paths")
                .getJsonObject(path)
                .getJsonObject("get")
                .getJsonObject("responses")
                .getJsonObject(status);
    }

    private static Map<String, String> texts(JsonObject schemes, String name) {
        Map<String, String> texts = new HashMap<>();
        schemes.getJsonObject(name)
                .forEach(
                        (key, value) -> {
                            if (value.getValueType() == JsonValue.ValueType.STRING) {
                                texts.put(key, schemes.getJsonObject(name).getString(key));
                            }
                        });
        return texts;
    }
}
