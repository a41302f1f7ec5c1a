package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_ROLE;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.ServerProcess;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code better-auth.mechanism=container}: the server's own MP-JWT validates, so what it refuses it
 * answers itself, and each in its own way: the table in deployment.md.
 */
class ContainerIT {

    private static final String FRONT_END = "https://app.example.com";

    @TempDir private Path folder;

    private BetterAuthServer betterAuth;
    private ServerProcess server;
    private Api api;

    @AfterEach
    void stop() {
        server.close();
        betterAuth.close();
    }

    @ParameterizedTest
    @CsvSource({"ES256, RS256", "RS256, ES256"})
    void takesTheCallerFromTheServersOwnMicroProfileJwt(String algorithm, String other) {
        start(algorithm);
        String token = betterAuth.token("lin");

        letsTheCallerInByRole(token);
        refusesCallersWithoutAToken();
        leavesToTheServerWhatItRefuses(token);
        leavesToTheServerWhatItWasNotConfiguredFor(other);
    }

    private void letsTheCallerInByRole(String token) {
        HttpResponse<String> response = call(token, "/api/me");
        JsonObject me = Api.json(response);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(FRONT_END);
        assertThat(me.getString("id")).hasSize(32);
        assertThat(me.getString("email")).isEqualTo("lin@example.com");
        assertThat(me.getString("method")).isEqualTo("mp-jwt");
        assertThat(me.getJsonArray("roles").toString()).contains("\"user\"", "\"editor\"");
        assertThat(me.isNull("session")).isTrue();
        assertThat(me.getJsonObject("fields").getString("interestArea")).isEqualTo("AI");
        for (String path : List.of("/api/protected", "/api/notes", "/api/articles/draft")) {
            assertThat(call(token, path).statusCode()).as(path).isEqualTo(200);
        }
        HttpResponse<String> refused = call(token, "/api/admin/caches");
        assertRefused(refused, 403, INSUFFICIENT_ROLE);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(FRONT_END);
    }

    private void refusesCallersWithoutAToken() {
        HttpResponse<String> response = api.get("/api/me", "Origin", FRONT_END);

        assertRefused(response, 401, AUTHENTICATION_REQUIRED);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(FRONT_END);
        assertRefused(api.get("/api/notes"), 401, AUTHENTICATION_REQUIRED);
        assertRefused(
                api.get("/api/me", "Cookie", betterAuth.signInForCookies("lin")),
                401,
                AUTHENTICATION_REQUIRED);
        assertThat(api.get("/api/public/ping").statusCode()).isEqualTo(200);
    }

    private void leavesToTheServerWhatItRefuses(String token) {
        String tampered = token.substring(0, token.length() - 9) + "AAAAAAAAA";
        for (String bearer : List.of("rubbish", tampered, betterAuth.signIn("lin"))) {
            for (String path : List.of("/api/me", "/api/public/ping")) {
                assertThat(call(bearer, path).statusCode()).as(path).isEqualTo(401);
            }
        }
    }

    private void leavesToTheServerWhatItWasNotConfiguredFor(String other) {
        Map<String, Integer> withoutJti = Map.of("payara", 401, "wildfly", 200, "openliberty", 200);
        Map<String, Integer> notConfigured =
                Map.of("payara", 401, "wildfly", 500, "openliberty", 401);
        String name = System.getProperty("server").replaceFirst("-.*", "");

        betterAuth.restart(Map.of("JWT_PAYLOAD", "user"));
        assertThat(call(betterAuth.token("lin"), "/api/me").statusCode())
                .isEqualTo(withoutJti.get(name));
        for (String algorithm : List.of("EdDSA", other)) {
            betterAuth.sql("delete from jwks");
            betterAuth.restart(Map.of("JWT_ALGORITHM", algorithm, "JWT_PAYLOAD", "mp-jwt"));
            assertThat(call(betterAuth.token("lin"), "/api/me").statusCode())
                    .as(algorithm)
                    .isEqualTo(notConfigured.get(name));
        }
    }

    private HttpResponse<String> call(String bearer, String path) {
        return api.get(path, "Authorization", "Bearer " + bearer, "Origin", FRONT_END);
    }

    private void start(String algorithm) {
        betterAuth =
                BetterAuthServer.start(Map.of("JWT_ALGORITHM", algorithm, "JWT_PAYLOAD", "mp-jwt"));
        int port = ServerProcess.freePort();
        URI base = URI.create("http://localhost:" + port);
        String origin = betterAuth.url().toString();
        Map<String, String> environment =
                Map.of(
                        "BETTER_AUTH_URL", origin,
                        "BETTER_AUTH_MECHANISM", "container",
                        "BETTER_AUTH_CORS_ALLOWED_ORIGINS", FRONT_END,
                        "MP_JWT_VERIFY_ISSUER", origin,
                        "MP_JWT_VERIFY_AUDIENCES", origin,
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION", origin + "/api/auth/jwks",
                        "MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", algorithm);
        server =
                AppServer.ofBuild()
                        .start(
                                folder.resolve("server"),
                                Path.of("target", "better-auth-jakarta.war"),
                                port,
                                environment,
                                folder.resolve("server.log"));
        server.awaitAnswer(base.resolve("/api/public/ping"), Duration.ofMinutes(2), () -> {});
        // What servers answer by themselves differs, so nothing here is compared between them.
        api = new Api(base).unrecorded();
    }
}
