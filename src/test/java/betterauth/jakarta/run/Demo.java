package betterauth.jakarta.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The main job in one command: a real Better Auth, a real server with the WAR, and what to try. */
public final class Demo {

    private static final int AUTH_PORT = 3000;
    private static final int API_PORT = 8080;
    private static final URI AUTH = URI.create("http://localhost:" + AUTH_PORT);
    private static final URI API = URI.create("http://localhost:" + API_PORT);
    private static final Path WAR = Path.of("target", "better-auth-jakarta.war");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PrintStream out;
    private final AppServer server;

    private Demo(PrintStream out, AppServer server) {
        this.out = out;
        this.server = server;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Demo demo =
                new Demo(
                        new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
                        AppServer.ofBuild());
        try {
            demo.run();
        } catch (CannotRunException reason) {
            demo.out.println();
            demo.out.println(reason.getMessage());
            Runtime.getRuntime().exit(1);
        }
    }

    private void run() throws InterruptedException {
        ServerProcess.requireFree(AUTH_PORT, "Better Auth");
        ServerProcess.requireFree(API_PORT, server.title());
        out.print("Installing Better Auth's packages ...");
        Path program = BetterAuthPackages.install();
        out.println(" done");

        String secret = randomSecret();
        try (ServerProcess auth = startBetterAuth(program, secret);
                ServerProcess api = startServer(secret)) {
            auth.awaitAnswer(AUTH.resolve("/api/auth/ok"), PATIENCE, () -> {});
            out.print("Starting Better Auth and " + server.title() + " ");
            api.awaitAnswer(API.resolve("/api/public/ping"), PATIENCE, new Dots(out));
            out.println(" done");
            printWhatToTry();
            api.awaitEnd();
        }
    }

    private static ServerProcess startBetterAuth(Path program, String secret) {
        Map<String, String> environment =
                Map.of(
                        "PORT",
                        String.valueOf(AUTH_PORT),
                        "BETTER_AUTH_URL",
                        AUTH.toString(),
                        "BETTER_AUTH_SECRET",
                        secret,
                        "TRUSTED_ORIGINS",
                        API.toString(),
                        "OAUTH_RESOURCES",
                        API.toString(),
                        "OAUTH_REDIRECTS",
                        API.resolve("/").toString(),
                        "END_WITH_STDIN",
                        "true",
                        "SEED_USERS",
                        "true");
        return ServerProcess.start(
                "Better Auth",
                program,
                environment,
                Path.of("target", "demo-better-auth.log"),
                List.of("node", "server.mjs"));
    }

    private ServerProcess startServer(String secret) {
        Map<String, String> environment =
                Map.of(
                        "BETTER_AUTH_URL",
                        AUTH.toString(),
                        "BETTER_AUTH_SECRET",
                        secret,
                        "BETTER_AUTH_API_KEY_ENABLED",
                        "true",
                        "BETTER_AUTH_OAUTH_RESOURCE",
                        API.toString());
        return server.start(
                Path.of("target", "demo-server"),
                WAR,
                API_PORT,
                environment,
                Path.of("target", "demo-server.log"));
    }

    private void printWhatToTry() {
        out.println(
                """

                Better Auth  %1$s
                The page     %2$s/
                The API      %2$s/api/public/ping

                Users, each with the password demo-password-1:
                  ada@example.com    role user, custom fields filled in
                  grace@example.com  role admin
                  lin@example.com    roles user and editor, no custom fields

                Sign in, which leaves a cookie and prints a session token:

                  curl -s -c cookies.txt %1$s/api/auth/sign-in/email \\
                    -H 'Content-Type: application/json' \\
                    -d '{"email":"ada@example.com","password":"demo-password-1"}' > session.json
                  SESSION=$(sed 's/.*"token":"\\([^"]*\\)".*/\\1/' session.json)

                Call the API by JSON Web Token, by session token, by cookie and by API key:

                  TOKEN=$(curl -s %1$s/api/auth/token -H "Authorization: Bearer $SESSION" \\
                    | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
                  curl -i %2$s/api/me -H "Authorization: Bearer $TOKEN"

                  curl -i %2$s/api/me -H "Authorization: Bearer $SESSION"

                  curl -i %2$s/api/me -b cookies.txt

                  KEY=$(curl -s %1$s/api/auth/api-key/create -H "Authorization: Bearer $SESSION" \\
                    -H 'Content-Type: application/json' -d '{"name":"demo"}' \\
                    | sed 's/.*"key":"\\([^"]*\\)".*/\\1/')
                  curl -i %2$s/api/me -H "x-api-key: $KEY"

                Call it as a machine, an OAuth client that acts for itself, which may read orders:

                  ACCESS=$(curl -s %1$s/api/auth/oauth2/token -u %3$s:%4$s \\
                    -d grant_type=client_credentials -d scope=orders:read -d resource=%2$s \\
                    | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                  curl -i %2$s/api/orders -H "Authorization: Bearer $ACCESS"

                A machine is no user (USER_REQUIRED):

                  curl -i %2$s/api/me -H "Authorization: Bearer $ACCESS"

                What clients can learn of the API (RFC 9728):

                  curl -s %2$s/.well-known/oauth-protected-resource

                Ctrl-C stops both servers.
                """
                        .formatted(
                                AUTH, API, OAuthClient.REPORTS.id(), OAuthClient.REPORTS.secret()));
    }

    private static String randomSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Shows that time passes, a dot a second. */
    private static final class Dots implements Runnable {

        private static final long SECOND = Duration.ofSeconds(1).toNanos();

        private final PrintStream out;
        private long latest = System.nanoTime();

        Dots(PrintStream out) {
            this.out = out;
        }

        @Override
        public void run() {
            for (; System.nanoTime() - latest >= SECOND; latest += SECOND) {
                out.print('.');
                out.flush();
            }
        }
    }
}
