package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.AuthUsers.User;
import betterauth.jakarta.run.BetterAuthServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers with the WAR and one source of sessions, which each of them caches for ten minutes:
 * what Better Auth ends or changes is seen by both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NodesTests {

    private static final Duration SOON = Duration.ofSeconds(1);

    static final Duration RECOVERY = Duration.ofSeconds(20);

    @TempDir private static Path folder;

    private final List<AutoCloseable> started = new ArrayList<>();

    private BetterAuthServer betterAuth;
    private AuthUsers users;
    private Nodes nodes;

    /**
     * Starts a Better Auth with its storage.
     *
     * @param nodes the URLs of the nodes, which start later
     */
    abstract BetterAuthServer startBetterAuth(List<URI> nodes);

    /** What tells a node of the source. */
    abstract Map<String, String> source();

    @BeforeAll
    void start() {
        List<URI> urls = Nodes.urls(2);
        betterAuth = started(startBetterAuth(urls));
        users = new AuthUsers(betterAuth);
        Map<String, String> environment = new HashMap<>(source());
        environment.put("BETTER_AUTH_URL", betterAuth.url().toString());
        environment.put("BETTER_AUTH_SECRET", BetterAuthServer.SECRET);
        environment.put("BETTER_AUTH_SESSION_CACHE_TTL", "PT10M");
        nodes = started(Nodes.start(urls, folder, environment));
    }

    @AfterAll
    void stop() throws Exception {
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).close();
        }
    }

    @Test
    void seeASignOut() {
        String session = known(users.signUp().session());

        users.signOut(session);

        awaitStatus(session, "/api/me", 401, SOON);
    }

    @Test
    void seeABanAndEndTokens() {
        User user = users.signUp();
        String session = known(user.session());
        String token = known(users.token(session));
        AuthUsers.awaitNextSecond();

        users.ban(betterAuth.signIn("grace"), user);

        awaitStatus(session, "/api/me", 401, SOON);
        awaitStatus(token, "/api/me", 401, SOON);
    }

    @Test
    void seeANewRole() {
        User user = users.signUp();
        String session = known(user.session());
        awaitStatus(session, "/api/articles/draft", 403, RECOVERY);

        users.setRole(betterAuth.signIn("grace"), user, "editor");

        awaitStatus(session, "/api/articles/draft", 200, SOON);
    }

    @Test
    void seeANewPassword() {
        User user = users.signUp();
        String session = known(user.session());
        String other = known(users.signIn(user));

        String next = users.changePassword(other);

        awaitStatus(session, "/api/me", 401, SOON);
        awaitStatus(other, "/api/me", 401, SOON);
        awaitStatus(next, "/api/me", 200, SOON);
    }

    final BetterAuthServer betterAuth() {
        return betterAuth;
    }

    final AuthUsers users() {
        return users;
    }

    final Nodes nodes() {
        return nodes;
    }

    /** A credential that each node has in its cache. */
    final String known(String credential) {
        awaitStatus(credential, "/api/me", 200, RECOVERY);
        return credential;
    }

    /** On each node. */
    private void awaitStatus(String credential, String path, int status, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        for (Api node : nodes.apis()) {
            BooleanSupplier isSeen = () -> node.getAs(credential, path).statusCode() == status;
            boolean seen = isSeen.getAsBoolean();
            while (!seen && System.nanoTime() < deadline) {
                seen = isSeen.getAsBoolean();
            }
            assertThat(seen).as(path + " with " + status).isTrue();
        }
    }

    /** To be closed at the end, in the reverse order. */
    final <T extends AutoCloseable> T started(T next) {
        started.add(next);
        return next;
    }
}
