package betterauth.jakarta.it;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DatabaseServer;
import betterauth.jakarta.run.Sqlite;
import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Better Auth's {@code get-session} says of a session, and what is read where it is stored:
 * the same, or both refuse.
 */
class SourcesAgreeIT {

    @ParameterizedTest
    @EnumSource
    void giveTheSameIdentity(StoredSessions stored) {
        Optional<DatabaseServer> database = stored.database();
        Assumptions.assumeTrue(
                database.isPresent(),
                "Database tests need PostgreSQL and MariaDB, such as by: apt-get install postgresql"
                        + " mariadb-server");
        try (DatabaseServer server = database.orElseThrow()) {
            Map<String, String> environment = new HashMap<>(stored.betterAuth());
            environment.putAll(server.betterAuth());
            try (BetterAuthServer betterAuth = BetterAuthServer.start(environment)) {
                SessionSource source = stored.source(server);
                KindsOfSession kinds = new KindsOfSession(betterAuth, server, stored);
                Map<String, String> tokens = kinds.create();
                Map<String, SessionAnswer> read = new HashMap<>();
                // First, since get-session deletes what has expired.
                tokens.forEach(
                        (kind, token) -> read.put(kind, source.find(SessionQueries.bearer(token))));

                assertThat(tokens.keySet()).containsAll(KindsOfSession.ALL);
                tokens.forEach(
                        (kind, token) ->
                                assertThat(read.get(kind))
                                        .as(kind)
                                        .isEqualTo(SessionQueries.byHttp(betterAuth, token)));
                KindsOfSession.LIVE.forEach(
                        kind -> assertThat(read.get(kind)).as(kind).isInstanceOf(Found.class));
                KindsOfSession.ENDED.forEach(
                        kind -> assertThat(read.get(kind)).as(kind).isInstanceOf(Absent.class));
            }
        }
    }

    /** With a secondary storage, rows of ended sessions may stay. */
    @Test
    void refusesASessionWhoseRowIsPreserved() {
        try (DatabaseServer server = Sqlite.create().orElseThrow()) {
            Map<String, String> environment = new HashMap<>(server.betterAuth());
            environment.put("PRESERVE_SESSIONS", "true");
            try (BetterAuthServer betterAuth = BetterAuthServer.start(environment)) {
                SessionSource source = StoredSessions.SQLITE.source(server);
                String token = betterAuth.signIn("ada");
                SessionAnswer before = source.find(SessionQueries.bearer(token));

                assertThat(before).isEqualTo(SessionQueries.byHttp(betterAuth, token));
                assertThat(before).isInstanceOf(Found.class);
                betterAuth.post(
                        "/api/auth/sign-out", Sessions.NOTHING, "Authorization", "Bearer " + token);

                assertThat(source.find(SessionQueries.bearer(token))).isInstanceOf(Absent.class);
                assertThat(SessionQueries.byHttp(betterAuth, token)).isInstanceOf(Absent.class);
                assertThat(betterAuth.sql("SELECT id FROM session WHERE token = ?", token))
                        .hasSize(1);
            }
        }
    }
}
