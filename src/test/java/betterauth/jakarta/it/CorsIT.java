package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.run.BetterAuthServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cross-origin answers and paths protected by default, in an application of its own. */
@BetterAuthApp(
        settings = {
            "better-auth.cors.allowed-origins=" + CorsIT.FRONT_END,
            "better-auth.protected-paths=/app/*",
            "better-auth.public-paths=/app/calls/anonymous, /app/calls/transactional"
        },
        packagesOf = TestApplication.class)
class CorsIT {

    static final String FRONT_END = "https://app.example.com";
    private static final String STRANGER = "https://evil.example";

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private URI base;

    @ArquillianResource private Api api;

    @ParameterizedTest
    @CsvSource({
        "GET, bare/known, token, 200",
        "GET, bare/known, rubbish, 401",
        "GET, bare/admin, token, 403",
        "GET, bare/none, token, 404",
        "DELETE, bare/known, token, 405",
        "POST, calls/json, token, 415"
    })
    void letsAnAllowedOriginReadEveryAnswer(String method, String path, String bearer, int status) {
        HttpResponse<String> allowed = from(FRONT_END, method, path, bearer);
        HttpResponse<String> refused = from(STRANGER, method, path, bearer);

        assertThat(allowed.statusCode()).isEqualTo(status);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(FRONT_END);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
        assertThat(allowed.headers().allValues("Vary").toString()).contains("Origin");
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(refused.headers().allValues("Vary").toString()).contains("Origin");
    }

    @ParameterizedTest
    @CsvSource({"bare/known, rubbish, 401", "bare/admin, token, 403"})
    void letsAnAllowedOriginReadOurProblems(String path, String bearer, int status) {
        HttpResponse<String> answer = from(FRONT_END, "GET", path, bearer);

        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(Api.json(answer).getInt("status")).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "bare/known, DELETE",
        "bare/admin, GET",
        "none/at/all, PUT",
        "calls/transactional, POST"
    })
    void answersPreflightsBeforeAnyGuard(String path, String method) {
        HttpResponse<String> response = preflight(path, method, FRONT_END);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(FRONT_END);
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("authorization");
        assertThat(preflight(path, method, STRANGER).headers().map().keySet())
                .noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void protectsWhatNobodyAnnotated() {
        for (String path : List.of("bare", "bare/role")) {
            assertRefused(api.get("/app/" + path), 401, AUTHENTICATION_REQUIRED);
            assertThat(api.getAs(betterAuth.token("ada"), "/app/" + path).statusCode())
                    .isEqualTo(200);
        }
        assertThat(api.get("/app/calls/anonymous").statusCode()).isEqualTo(200);
        assertThat(api.get("/app/bare/opened").body()).isEqualTo("opened");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app//bare",
                "/app/bare/",
                "//app/bare",
                "/app/./bare",
                "/app/x/../bare",
                "/app/bare;x=y",
                "/app;x=y/bare",
                "/app/bare;",
                "/app/%62are",
                "/%61pp/bare",
                "/app/bare%2F",
                "/app/%2e/bare",
                "/app/bare/%2e",
                "/app/x/%2e%2e/bare",
                "/app/bare%3Bx",
                "/app\\bare",
                "/app/bare%5C",
                "/app/bare%00",
                "/app/bare%20",
                "/APP/bare",
                "/app/calls/anonymous/../../bare",
                "/app/calls/anonymous;/../../bare",
                "/app/calls/anonymous%2F..%2F..%2Fbare",
                "/app/bare?x=/app/calls/anonymous",
                "/app/bare/./role"
            })
    void letsNoSpellingOfAPathPast(String path) {
        String answer = raw(path);

        assertThat(answer).matches("HTTP/1\\.1 (?:30[1278]|40[0-9]) [^\\x00]*");
        assertThat(answer).doesNotContain("\r\n\r\nopen", "\r\n\r\nfalse");
    }

    /** Unrecorded where it is an application's own error, whose page differs by server. */
    private HttpResponse<String> from(String origin, String method, String path, String bearer) {
        boolean ours = method.equals("GET") && !path.endsWith("/none");
        return (ours ? api : api.unrecorded())
                .send(
                        method,
                        "/app/" + path,
                        "",
                        "Origin",
                        origin,
                        "Authorization",
                        "Bearer " + (bearer.equals("token") ? betterAuth.token("ada") : bearer),
                        "Content-Type",
                        "text/plain");
    }

    private HttpResponse<String> preflight(String path, String method, String origin) {
        return api.send(
                "OPTIONS",
                "/app/" + path,
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "authorization");
    }

    /** Sends a path as it stands, which no HTTP client would. */
    private String raw(String path) {
        try (Socket socket = new Socket("localhost", base.getPort())) {
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + path
                                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
