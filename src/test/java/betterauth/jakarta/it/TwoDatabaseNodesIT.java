package betterauth.jakarta.it;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DatabaseServer;
import betterauth.jakarta.run.PostgreSql;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** By one database, and the events of Better Auth's hook. */
class TwoDatabaseNodesIT extends NodesTests {

    private static final String SECRET = "an-events-secret-0123456789abcdef";

    private DatabaseServer database;

    @Override
    BetterAuthServer startBetterAuth(List<URI> nodes) {
        database =
                started(
                        PostgreSql.create()
                                .orElseGet(
                                        () ->
                                                Assumptions.abort(
                                                        "Database tests need PostgreSQL, such as"
                                                                + " by: apt-get install"
                                                                + " postgresql")));
        Map<String, String> settings = new HashMap<>(database.betterAuth());
        settings.put(
                "EVENTS_URLS",
                nodes.stream()
                        .map(node -> node.resolve("/better-auth/events").toString())
                        .collect(Collectors.joining(",")));
        settings.put("EVENTS_SECRET", SECRET);
        return BetterAuthServer.start(settings);
    }

    @Override
    Map<String, String> source() {
        return Map.of(
                "BETTER_AUTH_SESSION_SOURCE",
                "database",
                "BETTER_AUTH_SESSION_DATASOURCE",
                DatabaseIT.dataSource(),
                "BETTER_AUTH_EVENTS_SECRET",
                SECRET,
                "SESSION_DATABASE_HOST",
                "127.0.0.1",
                "SESSION_DATABASE_PORT",
                String.valueOf(database.port()),
                "SESSION_DATABASE_NAME",
                "postgres",
                "SESSION_DATABASE_USER",
                "better_auth",
                "SESSION_DATABASE_PASSWORD",
                "none");
    }
}
