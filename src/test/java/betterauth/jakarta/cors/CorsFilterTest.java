package betterauth.jakarta.cors;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.app.FaultMapper;
import betterauth.jakarta.app.ProblemBodyFilter;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.problem.Challenges;
import betterauth.jakarta.problem.RefusalMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsFilterTest extends JerseyTest {

    private static final String APP = "https://app.example.com";
    private static final AtomicInteger CALLS = new AtomicInteger();

    private final Map<String, String> values =
            new HashMap<>(
                    Map.of(
                            "better-auth.url",
                            "https://auth.example.com",
                            "better-auth.cors.allowed-origins",
                            APP + ", http://localhost:5173, https://*.preview.example.com"));
    private final Settings settings = read();

    @Override
    protected Application configure() {
        forceSet(TestProperties.CONTAINER_PORT, "0");
        return new ResourceConfig(Resource.class, FaultMapper.class, ProblemBodyFilter.class)
                .register(new RefusalMapper(() -> Challenges.BEARER))
                .register(new LateCorsFilter())
                // What CDI would have to provide is registered above.
                .property("jakarta.ws.rs.loadServices", false);
    }

    /** The settings are there once the test's constructor has ended. */
    private final class LateCorsFilter implements Feature {

        @Override
        public boolean configure(FeatureContext context) {
            context.register(new CorsFilter(new CorsPolicy(settings.cors())));
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                APP,
                "http://localhost:5173",
                "https://pr-7.preview.example.com",
                APP + ":443"
            })
    void tellsAnAllowedOrigin(String origin) {
        HttpResponse<String> response = send("GET", "r/ok", "Origin", origin);

        assertThat(response.statusCode()).isEqualTo(200);
        assertAllowed(response, origin);
        assertThat(header(response, "Access-Control-Expose-Headers"))
                .isEqualTo("WWW-Authenticate, Retry-After, DPoP-Nonce");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://evilapp.example.com",
                "https://app.example.co",
                "https://app.example.comm",
                "HTTPS://APP.EXAMPLE.COM",
                "https://App.example.com",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://app.example.com?x",
                "https://user@app.example.com",
                "//app.example.com",
                "app.example.com",
                "https://*.example.com",
                "https://*.preview.example.com",
                "https://a.b.preview.example.com",
                "https://preview.example.com",
                "https://.preview.example.com",
                "https://evilpreview.example.com",
                "https://a.preview.example.com.evil.example",
                "http://a.preview.example.com",
                "https://a.preview.example.com:8443",
                "http://localhost",
                "http://localhost:51730",
                "http://localhost:5173.evil.example",
                "http://127.0.0.1:5173",
                "file://",
                "*",
                "https://app.example.com https://evil.example",
                "https://app.example.com,https://evil.example",
                "https://app.example.com%00.evil.example",
                "https://app_example.com",
                "data:",
                "javascript:alert(1)"
            })
    void tellsNoOtherOrigin(String origin) {
        assertNotAllowed(send("GET", "r/ok", "Origin", origin), 200);
        assertNotAllowed(preflight("r/ok", origin, "GET"), 204);
    }

    @Test
    void saysOnEveryAnswerThatTheOriginMatters() {
        for (String path : List.of("r/ok", "r/401", "r/403", "r/404", "r/500", "none")) {
            assertThat(vary(send("GET", path))).as(path).contains("Origin");
            assertThat(vary(send("GET", path, "Origin", APP))).as(path).contains("Origin");
            assertThat(vary(send("GET", path, "Origin", "https://evil.example")))
                    .contains("Origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, r/401, 401",
        "GET, r/403, 403",
        "GET, r/404, 404",
        "GET, none, 404",
        "DELETE, r/ok, 405",
        "POST, r/json, 415",
        "GET, r/429, 429",
        "GET, r/500, 500",
        "GET, r/503, 503"
    })
    void letsAnAllowedOriginReadRefusals(String method, String path, int status) {
        HttpResponse<String> response =
                send(method, path, "Origin", APP, "Content-Type", "text/plain");

        assertThat(response.statusCode()).isEqualTo(status);
        assertAllowed(response, APP);
        assertNotAllowed(
                send(method, path, "Origin", "https://evil.example", "Content-Type", "text/plain"),
                status);
    }

    @ParameterizedTest
    @CsvSource({
        "r/ok, GET",
        "r/ok, DELETE",
        "r/ok, PROPFIND",
        "r/401, GET",
        "r/500, POST",
        "none, PUT",
        "'', GET",
        "r/none/at/all, PATCH"
    })
    void answersPreflightsForEveryPathAndMethodBeforeAnyResource(String path, String requested) {
        int calls = CALLS.get();

        HttpResponse<String> response = preflight(path, APP, requested);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertAllowed(response, APP);
        assertThat(header(response, "Access-Control-Allow-Methods"))
                .isEqualTo("DELETE, GET, HEAD, PATCH, POST, PUT");
        assertThat(header(response, "Access-Control-Allow-Headers"))
                .isEqualTo("accept, authorization, content-type, dpop, x-api-key");
        assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("600");
        assertThat(header(response, "Access-Control-Expose-Headers")).isNull();
        assertThat(vary(response))
                .contains(
                        "Origin",
                        "Access-Control-Request-Method",
                        "Access-Control-Request-Headers");
        assertThat(CALLS).hasValue(calls);
    }

    @Test
    void takesNoOtherOptionsForAPreflight() {
        assertThat(send("OPTIONS", "r/ok", "Origin", APP).statusCode()).isEqualTo(200);
        assertThat(send("OPTIONS", "r/ok", "Access-Control-Request-Method", "GET").statusCode())
                .isEqualTo(200);
    }

    @Test
    void sendsNothingWithoutAnOrigin() {
        assertNotAllowed(send("GET", "r/ok"), 200);
    }

    @Test
    void sendsNoCredentialsHeaderWhereTheyAreNotAllowed() {
        values.put("better-auth.cors.allow-credentials", "false");
        assertThat(new CorsPolicy(read().cors()).answerHeaders(APP))
                .containsEntry("Access-Control-Allow-Origin", APP)
                .doesNotContainKey("Access-Control-Allow-Credentials");

        values.put("better-auth.cors.allowed-origins", "*");
        assertThat(new CorsPolicy(read().cors()).answerHeaders("https://any.example"))
                .containsEntry("Access-Control-Allow-Origin", "*")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void allowsWhatIsConfigured() {
        values.put("better-auth.cors.allowed-methods", "GET");
        values.put("better-auth.cors.allowed-headers", "X-One, X-Two");
        values.put("better-auth.cors.exposed-headers", "X-Three");
        values.put("better-auth.cors.max-age", "PT1H");
        CorsPolicy policy = new CorsPolicy(read().cors());

        assertThat(policy.preflightHeaders(APP))
                .containsEntry("Access-Control-Allow-Methods", "GET")
                .containsEntry("Access-Control-Allow-Headers", "x-one, x-two")
                .containsEntry("Access-Control-Max-Age", "3600");
        assertThat(policy.answerHeaders(APP))
                .containsEntry("Access-Control-Expose-Headers", "X-Three");
    }

    private static void assertAllowed(HttpResponse<String> response, String origin) {
        assertThat(response.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly(origin);
        assertThat(response.headers().allValues("Access-Control-Allow-Credentials"))
                .containsExactly("true");
    }

    private static void assertNotAllowed(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        assertThat(vary(response)).contains("Origin");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static List<String> vary(HttpResponse<String> response) {
        return response.headers().allValues("Vary").stream()
                .flatMap(value -> List.of(value.split(", ?", -1)).stream())
                .toList();
    }

    private HttpResponse<String> preflight(String path, String origin, String method) {
        return send(
                "OPTIONS",
                path,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "authorization");
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(getBaseUri() + path))
                        .method(
                                method,
                                method.equals("POST")
                                        ? BodyPublishers.ofString("x")
                                        : BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Settings read() {
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
    }

    /** Answers with each status. */
    @Path("r")
    public static class Resource {

        @GET
        @Path("ok")
        public String ok() {
            CALLS.incrementAndGet();
            return "ok";
        }

        @POST
        @Path("json")
        @Consumes("application/json")
        public String json(String body) {
            return body;
        }

        @GET
        @Path("{status:\\d+}")
        public Response status(@PathParam("status") int status) {
            CALLS.incrementAndGet();
            return switch (status) {
                case 401 ->
                        throw new AuthenticationRequiredException(RefusalCode.TOKEN_EXPIRED, "why");
                case 403 -> throw new AccessDeniedException(RefusalCode.USER_BANNED, "why");
                case 500 -> throw new IllegalStateException("a fault");
                default -> Response.status(status).build();
            };
        }
    }
}
