package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.AppServer;
import betterauth.jakarta.run.BetterAuthPackages;
import betterauth.jakarta.run.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built WAR against releases of Better Auth, each in the configurations that users have ({@code
 * src/matrix}): by token, by session token raw and signed, by cookie, and after a sign-out. By
 * name: {@code mvn -Pmatrix verify}, for some releases with {@code -Dmatrix.releases=1.7,latest}.
 * Writes the table to {@code target/matrix.md}.
 */
class ReleaseMatrix {

    private static final List<String> RELEASES =
            List.of(System.getProperty("matrix.releases", "1.4,1.5,1.6,1.7,latest").split(",", -1));
    private static final String SECRET = "matrix-secret-0123456789abcdef0123456789";
    private static final String OLDER = "an-older-secret-0123456789abcdef012345";
    private static final Path TARGET = Path.of("target", "matrix");
    private static final int BETTER_AUTH_PORT = ServerProcess.freePort();
    private static final int PORT = ServerProcess.freePort();
    private static final Map<String, Map<String, String>> RESULTS = new LinkedHashMap<>();

    private static Map<String, String> running = Map.of();
    private static ServerProcess server;

    /**
     * A configuration.
     *
     * @param name what {@code src/matrix/server.mjs} calls it
     * @param basePath the path of Better Auth's API
     * @param rawToken the status for a session token without its signature
     * @param signsOut whether a sign-out is seen with the next request, as without a cookie cache
     * @param settings the WAR's settings for it, as environment variables
     */
    private record Configuration(
            String name,
            String basePath,
            int rawToken,
            boolean signsOut,
            Map<String, String> settings) {

        Configuration(String name, String... settings) {
            this(name, "/api/auth", 200, !name.startsWith("cache-"), pairs(settings));
        }

        private static Map<String, String> pairs(String... settings) {
            Map<String, String> pairs = new TreeMap<>();
            for (int i = 0; i < settings.length; i += 2) {
                pairs.put("BETTER_AUTH_" + settings[i], settings[i + 1]);
            }
            return pairs;
        }
    }

    private static final List<Configuration> CONFIGURATIONS =
            List.of(
                    new Configuration("default"),
                    new Configuration("es256"),
                    new Configuration("es512"),
                    new Configuration("ps256"),
                    new Configuration("rs256"),
                    new Configuration("jwt-payload"),
                    new Configuration("jwt-rotation"),
                    new Configuration("custom-fields"),
                    new Configuration("custom-no-token"),
                    new Configuration("custom-user-alone"),
                    new Configuration("organization"),
                    new Configuration("serial-ids"),
                    new Configuration("own-fields"),
                    new Configuration("rate-limit"),
                    new Configuration("require-signature", "/api/auth", 401, true, Map.of()),
                    new Configuration("cookie-prefix", "SESSION_COOKIE_PREFIX", "my-app"),
                    new Configuration("cookie-name", "SESSION_COOKIE_NAME", "sid"),
                    new Configuration(
                            "base-path",
                            "/auth",
                            200,
                            true,
                            Configuration.pairs("BASE_PATH", "/auth")),
                    new Configuration(
                            "root-path", "", 200, true, Configuration.pairs("BASE_PATH", "/")),
                    new Configuration("cache-compact", "COOKIE_CACHE", "compact"),
                    new Configuration(
                            "cache-version",
                            "COOKIE_CACHE",
                            "compact",
                            "COOKIE_CACHE_VERSION",
                            "7"),
                    new Configuration("cache-jwt", "COOKIE_CACHE", "jwt"),
                    new Configuration("cache-jwe", "COOKIE_CACHE", "jwe"),
                    new Configuration(
                            "stateless",
                            "/api/auth",
                            200,
                            false,
                            Configuration.pairs("SESSION_STATELESS", "true")),
                    new Configuration("secrets", "SECRETS", "2:" + SECRET + ",1:" + OLDER));

    /** Those with the same settings of the WAR follow each other, since it starts for each. */
    static Stream<Arguments> cells() {
        return CONFIGURATIONS.stream()
                .flatMap(
                        configuration ->
                                RELEASES.stream()
                                        .map(release -> Arguments.of(configuration, release)));
    }

    @AfterAll
    static void writeTable() throws IOException {
        if (server != null) {
            server.close();
        }
        List<String> lines = new ArrayList<>();
        lines.add("| configuration | " + String.join(" | ", RELEASES) + " |");
        lines.add("|---".repeat(RELEASES.size() + 1) + "|");
        RESULTS.forEach(
                (name, results) ->
                        lines.add(
                                "| " + name + " | " + String.join(" | ", results.values()) + " |"));
        Files.write(Path.of("target", "matrix.md"), lines);
        lines.forEach(System.out::println);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isServed(Configuration configuration, String release) throws IOException {
        Map<String, String> row =
                RESULTS.computeIfAbsent(configuration.name(), name -> new LinkedHashMap<>());
        row.put(release, "fails");
        startWar(configuration);
        Path folder = BetterAuthPackages.installRelease(release, TARGET.resolve(release));
        Path database = TARGET.resolve(configuration.name() + "-" + release + ".db");
        Files.deleteIfExists(database);
        ServerProcess betterAuth = startBetterAuth(configuration, folder, database);
        try {
            check(configuration);
        } finally {
            betterAuth.close();
        }
        if (configuration.name().equals("stateless")) {
            checkAfterARestart(configuration, folder, database);
        }
        row.put(release, "works");
    }

    private static void check(Configuration configuration) {
        Api war = new Api(URI.create("http://localhost:" + PORT)).unrecorded();
        Api betterAuth = betterAuth();
        HttpResponse<String> signedIn = signIn(configuration, betterAuth);
        String raw = Api.json(signedIn).getString("token");
        String signed = signedIn.headers().firstValue("set-auth-token").orElseThrow();
        String cookies = cookies(signedIn);
        String token =
                Api.json(betterAuth.get(configuration.basePath() + "/token", "Cookie", cookies))
                        .getString("token");

        assertKnown(war.getAs(token, "/api/me"), "jwt");
        assertThat(war.getAs(raw, "/api/me").statusCode())
                .as("raw session token")
                .isEqualTo(configuration.rawToken());
        assertKnown(war.getAs(signed, "/api/me"), "session");
        assertKnown(war.get("/api/me", "Cookie", cookies), "session");
        assertThat(war.getAs(token + "x", "/api/me").statusCode()).as("forged").isEqualTo(401);

        if (configuration.signsOut()) {
            HttpResponse<String> signedOut =
                    betterAuth.send(
                            "POST",
                            configuration.basePath() + "/sign-out",
                            "{}",
                            "Cookie",
                            cookies,
                            "Content-Type",
                            "application/json",
                            "Origin",
                            "http://localhost:" + BETTER_AUTH_PORT);
            assertThat(signedOut.statusCode()).as(signedOut.body()).isEqualTo(200);
            assertThat(war.get("/api/me", "Cookie", cookies).statusCode())
                    .as("signed out")
                    .isEqualTo(401);
        }
    }

    private static void checkAfterARestart(
            Configuration configuration, Path folder, Path database) {
        ServerProcess betterAuth = startBetterAuth(configuration, folder, database);
        try {
            String cookies = cookies(signIn(configuration, betterAuth()));
            betterAuth.close();
            betterAuth = startBetterAuth(configuration, folder, database);
            Api war = new Api(URI.create("http://localhost:" + PORT)).unrecorded();
            assertKnown(war.get("/api/me", "Cookie", cookies), "session");
        } finally {
            betterAuth.close();
        }
    }

    private static void assertKnown(HttpResponse<String> answer, String method) {
        assertThat(answer.statusCode()).as(method + " " + answer.body()).isEqualTo(200);
        assertThat(Api.json(answer).getString("email")).isEqualTo("ada@example.com");
        assertThat(Api.json(answer).getString("method")).isEqualTo(method);
    }

    private static HttpResponse<String> signIn(Configuration configuration, Api betterAuth) {
        HttpResponse<String> answer =
                betterAuth.send(
                        "POST",
                        configuration.basePath() + "/sign-in/email",
                        "{\"email\":\"ada@example.com\",\"password\":\"demo-password-1\"}",
                        "Content-Type",
                        "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String cookies(HttpResponse<String> answer) {
        return String.join(
                "; ",
                answer.headers().allValues("set-cookie").stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .toList());
    }

    private static Api betterAuth() {
        return new Api(URI.create("http://localhost:" + BETTER_AUTH_PORT)).unrecorded();
    }

    private static ServerProcess startBetterAuth(
            Configuration configuration, Path folder, Path database) {
        ServerProcess process =
                ServerProcess.start(
                        "Better Auth",
                        folder,
                        Map.of(
                                "PORT", String.valueOf(BETTER_AUTH_PORT),
                                "BETTER_AUTH_SECRET", SECRET,
                                "CONFIGURATION", configuration.name(),
                                "DATABASE_FILE", database.toAbsolutePath().toString()),
                        Path.of("target", "matrix.log"),
                        List.of("node", "server.mjs"));
        process.awaitAnswer(
                URI.create(
                        "http://localhost:" + BETTER_AUTH_PORT + configuration.basePath() + "/ok"),
                Duration.ofSeconds(30),
                () -> {});
        return process;
    }

    private static void startWar(Configuration configuration) {
        Map<String, String> settings = new TreeMap<>(configuration.settings());
        settings.put("BETTER_AUTH_URL", "http://localhost:" + BETTER_AUTH_PORT);
        settings.putIfAbsent("BETTER_AUTH_SESSION_CACHE_TTL", "PT0.001S");
        settings.putIfAbsent("BETTER_AUTH_JWKS_MIN_REFETCH_INTERVAL", "PT0.01S");
        if (!settings.containsKey("BETTER_AUTH_SECRETS")) {
            settings.put("BETTER_AUTH_SECRET", SECRET);
        }
        // Serial ids give each release's key the same one, which the WAR would know already.
        if (settings.equals(running) && !configuration.name().equals("serial-ids")) {
            return;
        }
        if (server != null) {
            server.close();
        }
        running = settings;
        server =
                AppServer.ofBuild()
                        .start(
                                Path.of("target", "matrix-server"),
                                Path.of("target", "better-auth-jakarta.war"),
                                PORT,
                                settings,
                                Path.of("target", "matrix-server.log"));
        server.awaitAnswer(
                URI.create("http://localhost:" + PORT + "/api/public/ping"),
                Duration.ofMinutes(2),
                () -> {});
    }
}
