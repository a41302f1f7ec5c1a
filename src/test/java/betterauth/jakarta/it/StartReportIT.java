package betterauth.jakarta.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.JwsAlgorithm;
import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.it.start.OpenResource;
import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.ServerProcess;
import betterauth.jakarta.token.TestKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator reads at a start, and the one line for each likely mistake. */
class StartReportIT {

    private static final String SECRET = "the wrong secret of the integration tests";
    private static final PublicJsonWebKey KEY = TestKeys.generate(JwsAlgorithm.ES256, "one");
    private static final String TOKEN = "a".repeat(32);
    private static final String SESSION =
            "{\"session\":{\"id\":\"s1\",\"token\":\""
                    + TOKEN
                    + "\",\"expiresAt\":\"2099-01-01T00:00:00.000Z\"},\"user\":{\"id\":\"u1\"}}";

    @TempDir private Path folder;

    @Test
    void tellsWhatIsDeployedAndEachMistakeOnce() throws IOException {
        try (FaultyServer betterAuth = new FaultyServer()) {
            betterAuth.answer(StartReportIT::answer);
            Map<String, String> environment =
                    Map.of(
                            "BETTER_AUTH_URL", betterAuth.url().toString(),
                            "BETTER_AUTH_SECRET", SECRET,
                            "BETTER_AUTH_COOKIE_CACHE", "jwt",
                            "BETTER_AUTH_SESION_CACHE_TTL", "PT1S",
                            "BETTER_AUTH_CORS_ALLOWED_ORIGINS", "https://app.other.example");
            String log =
                    logOf(
                            Path.of("target", "better-auth-jakarta.war"),
                            environment,
                            "/api/public/ping",
                            StartReportIT::makeEachMistakeTwice,
                            "Better Auth accepts a session");

            String url = betterAuth.url().toString();
            assertThat(log)
                    .contains(
                            "Better Auth for Jakarta EE ",
                            " is deployed at /",
                            "issuer: " + url,
                            "keys: " + url + "/api/auth/jwks",
                            "credentials: JSON Web Token, session token, session cookie"
                                    + " better-auth.session_token",
                            "session source: get-session of Better Auth",
                            "cookie signatures: verified here by one secret",
                            "cookie cache: jwt",
                            "CORS origins: https://app.other.example",
                            "betterauth.jakarta.app.MeResource")
                    .doesNotContain(SECRET, "of an unknown version", "guards: none");
            assertOnce(
                    log,
                    "Keys of " + url + "/api/auth/jwks: 1 (ES256)",
                    "There is no setting BETTER_AUTH_SESION_CACHE_TTL: the nearest is"
                            + " BETTER_AUTH_SESSION_CACHE_TTL",
                    "Browsers do not send Better Auth's session cookie from"
                            + " https://app.other.example",
                    "Better Auth's discovery names another issuer: iss is"
                            + " https://auth.other.example/api/auth, expected "
                            + url,
                    "A token was rejected: iss is https://auth.other.example, expected " + url,
                    "A cookie shop.session_token was ignored, expected better-auth.session_token",
                    "Better Auth accepts a session whose signature better-auth.secret does not"
                            + " verify",
                    "A session_data cookie has the form compact, expected jwt",
                    "A request from 127.0.0.1 has an X-Forwarded-For that the server does not"
                            + " trust");
        }
    }

    @Test
    void tellsThatBetterAuthIsUnavailableAndNothingGuarded() throws IOException {
        Path war = folder.resolve("open.war");
        Deployments.app(
                        Map.of(
                                "better-auth.url",
                                "http://localhost:1",
                                "better-auth.cors.allowed-origins",
                                "http://localhost:5173"),
                        TestApplication.class,
                        OpenResource.class)
                .as(ZipExporter.class)
                .exportTo(war.toFile());

        String log = logOf(war, Map.of(), "/app/open", api -> {}, "Keys could not be fetched from");

        assertThat(log).contains("guards: none");
        assertOnce(
                log,
                "Keys could not be fetched from http://localhost:1/api/auth/jwks: Key endpoint"
                        + " failed: connection refused",
                "better-auth.cors.allowed-origins lets front ends call, but nothing is guarded");
    }

    private String logOf(
            Path war, Map<String, String> environment, String path, Calls calls, String last)
            throws IOException {
        int port = ServerProcess.freePort();
        Path log = folder.resolve("server.log");
        URI base = URI.create("http://localhost:" + port);
        try (ServerProcess server =
                AppServer.ofBuild().start(folder.resolve("server"), war, port, environment, log)) {
            server.awaitAnswer(base.resolve(path), Duration.ofMinutes(2), () -> {});
            calls.to(new Api(base).unrecorded());
            for (int i = 0; i < 100 && !Files.readString(log).contains(last); i++) {
                Sessions.pause(Duration.ofMillis(200));
            }
            return Files.readString(log);
        }
    }

    private static void makeEachMistakeTwice(Api api) {
        String wrong = cookie(TOKEN + "." + "A".repeat(43) + "=");
        String right = cookie(TOKEN + "." + signature());
        String payload =
                "{\"iss\":\"https://auth.other.example\",\"sub\":\"u1\",\"exp\":4102444800}";
        for (int i = 0; i < 2; i++) {
            assertThat(get(api, "better-auth.session_token=" + wrong)).isEqualTo(401);
            assertThat(get(api, "shop.session_token=" + right)).isEqualTo(401);
            assertThat(
                            get(
                                    api,
                                    "better-auth.session_token="
                                            + right
                                            + "; better-auth.session_data=e30"
                                            + i))
                    .isEqualTo(200);
            assertThat(api.getAs(TestKeys.sign(KEY, "ES256", payload, Map.of()), "/api/me"))
                    .returns(401, answer -> answer.statusCode());
        }
    }

    private static int get(Api api, String cookies) {
        return api.get("/api/me", "Cookie", cookies, "X-Forwarded-For", "203.0.113.5").statusCode();
    }

    /** What a Better Auth says that calls itself otherwise and signs by another secret. */
    private static void answer(String request, OutputStream out) throws IOException {
        String json = "application/json";
        if (request.contains("/jwks ")) {
            FaultProxy.write(out, "200 OK", json, TestKeys.jwks(KEY));
        } else if (request.contains("/.well-known/openid-configuration ")) {
            FaultProxy.write(
                    out, "200 OK", json, "{\"issuer\":\"https://auth.other.example/api/auth\"}");
        } else {
            FaultProxy.write(out, "200 OK", json, SESSION);
        }
    }

    private static String signature() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(TOKEN.getBytes(UTF_8)));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static String cookie(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private static void assertOnce(String log, String... lines) {
        for (String line : List.of(lines)) {
            assertThat(log.split(Pattern.quote(line), -1)).as(line).hasSize(2);
        }
    }

    /** Requests to a server that has started. */
    private interface Calls {
        void to(Api api);
    }
}
