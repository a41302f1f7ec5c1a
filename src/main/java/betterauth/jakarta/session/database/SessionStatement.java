package betterauth.jakarta.session.database;

import static betterauth.jakarta.identity.JsonValues.JSON;

import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The query for the session of a token and its user.
 *
 * @param sql the query, with one parameter
 * @param session reads the fields of the session, which come first
 * @param user reads those of the user
 */
record SessionStatement(String sql, List<FieldReader> session, List<FieldReader> user) {

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** Of a session and its user: as much as of an answer of {@code get-session}. */
    private static final int MAXIMUM_CHARACTERS = 256 * 1024;

    SessionStatement {
        session = List.copyOf(session);
        user = List.copyOf(user);
    }

    /**
     * Runs it.
     *
     * @param now sessions that ended before it are absent, as Better Auth has it
     * @throws SQLException if the database does not answer in time
     */
    SessionAnswer find(Connection connection, String token, Instant now, Duration timeout)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(seconds(timeout));
            statement.setString(1, token);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? answer(rows, token, now) : new Absent();
            }
        }
    }

    private SessionAnswer answer(ResultSet row, String token, Instant now) throws SQLException {
        JsonObject found = object(row, session, 1);
        // Some collations of MySQL take upper for lower case.
        if (!(found.get("token") instanceof JsonString stored)
                || !stored.getString().equals(token)) {
            return new Absent();
        }
        if (!(found.get("expiresAt") instanceof JsonString ends)) {
            return new Unavailable("The session's expiresAt cannot be read as a date", RETRY);
        }
        if (Instant.parse(ends.getString()).isBefore(now)) {
            return new Absent();
        }
        JsonObject owner = object(row, user, 1 + session.size());
        if (characters(found) + characters(owner) > MAXIMUM_CHARACTERS) {
            return new Unavailable(
                    "The session and its user have more than "
                            + MAXIMUM_CHARACTERS
                            + " characters in the database",
                    RETRY);
        }
        return row.next()
                ? new Unavailable("The database has several rows for one session token", RETRY)
                : new Found(found, owner);
    }

    private static JsonObject object(ResultSet row, List<FieldReader> readers, int first)
            throws SQLException {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        int index = first;
        for (FieldReader reader : readers) {
            object.add(reader.field(), reader.read(row, index));
            index++;
        }
        return object.build();
    }

    /** Of the texts in it, which are all that can be long. */
    private static long characters(JsonObject object) {
        long sum = 0;
        for (JsonValue value : object.values()) {
            if (value instanceof JsonString text) {
                sum += text.getChars().length();
            } else if (value instanceof JsonStructure structure) {
                sum += structure.toString().length();
            }
        }
        return sum;
    }

    /** JDBC counts whole seconds, and takes 0 for no timeout. */
    private static int seconds(Duration timeout) {
        return (int) Math.max(1, timeout.plusMillis(999).toSeconds());
    }
}
