package betterauth.jakarta.session.redis;

import betterauth.jakarta.spi.SessionAnswer;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.spi.SessionAnswer.Found;
import betterauth.jakarta.spi.SessionAnswer.Unavailable;
import betterauth.jakarta.spi.SessionQuery;
import betterauth.jakarta.spi.SessionSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads sessions as Better Auth itself does from its secondary storage. */
final class RedisSessionSource implements SessionSource {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final RedisReader redis;
    private final String prefix;
    private final RevocationMarks marks;
    private final ReturnedFields userFields;

    RedisSessionSource(
            RedisReader redis, String prefix, RevocationMarks marks, ReturnedFields userFields) {
        this.redis = redis;
        this.prefix = prefix;
        this.marks = marks;
        this.userFields = userFields;
    }

    /** An API key is no session. */
    @Override
    public SessionAnswer find(SessionQuery query) {
        if (query.kind() == SessionQuery.Kind.API_KEY) {
            return new Absent();
        }
        String stored;
        try {
            stored = redis.get(StorageKeys.session(prefix, query.token()));
        } catch (IOException failed) {
            return unavailable(String.valueOf(failed.getMessage()));
        }
        if (stored == null) {
            return new Absent();
        }
        return StoredSession.parse(stored)
                .map(this::unlessRevoked)
                .orElseGet(
                        () ->
                                unavailable(
                                        "Redis has something other than a session under its"
                                                + " token"));
    }

    /** The mark is read after the session: Better Auth writes it before it deletes sessions. */
    private SessionAnswer unlessRevoked(StoredSession found) {
        Optional<RevocationMark> mark = marks.of(found.userId());
        if (mark.isEmpty()) {
            return unavailable("whether it was revoked is unknown");
        }
        return mark.get().revokes(found.createdAt())
                ? new Absent()
                : new Found(found.session(), userFields.of(found.user()));
    }

    private static SessionAnswer unavailable(String reason) {
        return new Unavailable(reason, AFTER_FAILURE);
    }
}
