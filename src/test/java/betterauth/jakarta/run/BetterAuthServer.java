package betterauth.jakarta.run;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Better Auth on a port of its own, with a database that outlives its restarts. */
public final class BetterAuthServer implements AutoCloseable {

    public static final String SECRET = "integration-test-secret-0123456789abcdef";
    public static final String PASSWORD = "demo-password-1";

    private static final Duration START = Duration.ofSeconds(30);
    private static final Path LOG = Path.of("target", "better-auth.log");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = ServerProcess.freePort();
    private final Path database;
    private final Map<String, String> environment;
    private @Nullable ServerProcess process;

    private BetterAuthServer(Path database, Map<String, String> environment) {
        this.database = database;
        this.environment = environment;
    }

    /** Starts a Better Auth with the demo's users and these settings on top of its defaults. */
    public static BetterAuthServer start(Map<String, String> environment) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "databases"));
            Path database = Files.createTempDirectory(folder, "better-auth").resolve("auth.db");
            BetterAuthServer server =
                    new BetterAuthServer(database, new LinkedHashMap<>(environment));
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Starts it on the same port with the same database. */
    public void start() {
        Path directory = BetterAuthPackages.install();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PORT", String.valueOf(port));
        all.put("BETTER_AUTH_URL", url().toString());
        all.put("BETTER_AUTH_SECRET", SECRET);
        all.put("DATABASE_FILE", database.toAbsolutePath().toString());
        all.put("SEED_USERS", "true");
        all.put("SQL_ENDPOINT", "true");
        all.put("END_WITH_STDIN", "true");
        all.putAll(environment);
        process =
                ServerProcess.start(
                        "Better Auth", directory, all, LOG, List.of("node", "server.mjs"));
        process.awaitAnswer(url().resolve("/api/auth/ok"), START, () -> {});
    }

    public void stop() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** Starts it again with other settings; the database stays. */
    public void restart(Map<String, String> changes) {
        stop();
        environment.putAll(changes);
        start();
    }

    @Override
    public void close() {
        stop();
    }

    /** Signs a user of the demo in and returns the raw session token. */
    public String signIn(String user) {
        return json(signInAnswer(user)).getString("token");
    }

    /**
     * Signs a user of the demo in and returns the {@code Cookie} header that their browser sends
     * then.
     */
    public String signInForCookies(String user) {
        return cookies(signInAnswer(user));
    }

    /** Signs a user of the demo in. */
    public HttpResponse<String> signInAnswer(String user) {
        return post(
                "/api/auth/sign-in/email",
                Json.createObjectBuilder()
                        .add("email", user + "@example.com")
                        .add("password", PASSWORD)
                        .build());
    }

    /** A new API key of a user of the demo. */
    public String apiKey(String user) {
        HttpResponse<String> response =
                post(
                        "/api/auth/api-key/create",
                        Json.createObjectBuilder().add("name", "test").build(),
                        "Authorization",
                        "Bearer " + signIn(user));
        return json(response).getString("key");
    }

    /** Gets a path of Better Auth; headers are names and values in turn. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(url().resolve(path)).headers(headers).build());
    }

    /** The {@code Cookie} header that a browser would send after this answer. */
    public static String cookies(HttpResponse<String> response) {
        return String.join(
                "; ",
                response.headers().allValues("set-cookie").stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .toList());
    }

    /** A new JSON Web Token of a user of the demo. */
    public String token(String user) {
        String session = signIn(user);
        HttpResponse<String> response =
                send(
                        HttpRequest.newBuilder(url().resolve("/api/auth/token"))
                                .header("Authorization", "Bearer " + session)
                                .build());
        return json(response).getString("token");
    }

    /** Posts JSON to a path of Better Auth. */
    public HttpResponse<String> post(String path, JsonObject body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Runs SQL in Better Auth's database. */
    public JsonArray sql(String sql, String... values) {
        JsonObjectBuilder body = Json.createObjectBuilder().add("sql", sql);
        body.add("values", Json.createArrayBuilder(List.of(values)));
        HttpResponse<String> response = post("/sql", body.build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("SQL failed: " + response.body());
        }
        return Json.createReader(new StringReader(response.body())).readArray();
    }

    private static JsonObject json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    "Better Auth answered " + response.statusCode() + ": " + response.body());
        }
        return Json.createReader(new StringReader(response.body())).readObject();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("Interrupted");
        }
    }
}
