package betterauth.jakarta.session.redis;

import betterauth.jakarta.cache.Changes;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.config.SessionSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import betterauth.jakarta.spi.SessionSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Better Auth's sessions in Redis: what reads them, and what tells of their changes. Safe for use
 * by many threads.
 */
public final class RedisSessions implements AutoCloseable {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final Duration LONGEST_CONNECTION = Duration.ofMinutes(1);

    private final RedisReader reader;
    private final ChangeMessages messages;
    private final RedisTracking tracking;
    private final RedisChanges changes;
    private final RevocationMarks marks;
    private final SessionSource source;
    private final String channel;
    private final Warning unsaid = new Warning(Loggers.sessions());

    /** Prepares; connects to nothing yet. */
    public RedisSessions(Settings settings, Clock clock) {
        var redis = settings.source().redis();
        SessionSettings session = settings.session();
        RedisServer server = new RedisServer(redis, session.connectTimeout());
        this.channel = StorageKeys.channel(redis.keyPrefix());
        this.reader =
                new RedisReader(
                        server, session.maxCalls(), redis.commandTimeout(), LONGEST_CONNECTION);
        this.changes = new RedisChanges(ChangeMessages.latest(redis.commandTimeout()));
        this.messages = new ChangeMessages(redis.keyPrefix(), changes, redis.commandTimeout());
        this.tracking = new RedisTracking(server, changes, messages, reader::renew);
        reader.watch(tracking::moved);
        this.marks =
                new RevocationMarks(
                        reader,
                        redis.keyPrefix(),
                        changes,
                        new CoalescingCache<>(
                                "revocation-marks",
                                session.cacheSize(),
                                8 * MEBIBYTE,
                                session.maxCalls(),
                                clock),
                        session.cacheTtl(),
                        session.readTimeout(),
                        clock);
        this.source =
                new RedisSessionSource(
                        reader,
                        redis.keyPrefix(),
                        marks,
                        new ReturnedFields(settings.source().hiddenFields()));
    }

    /** What reads sessions. */
    public SessionSource source() {
        return source;
    }

    /** What tells of changes, once {@link #listener} runs. */
    public Changes changes() {
        return changes;
    }

    /** Is told of changes by Redis: runs, on a thread that it keeps, until this is closed. */
    public Runnable listener() {
        return tracking;
    }

    /** Tells every node that listens, this one included. What fails is logged. */
    public void publish(String text) {
        try {
            reader.publish(channel, text);
        } catch (IOException failed) {
            unsaid.log(() -> "Caches of other nodes are not emptied: " + failed.getMessage());
        }
    }

    /** Hands on what is published from now on, on the listener's thread. */
    public void receive(Consumer<String> receiver) {
        messages.receive(receiver);
    }

    /**
     * Whether what a user was given then is revoked; empty if that is unknown.
     *
     * @param issuedAt when it was issued, rounded down
     */
    public Optional<Boolean> isRevoked(String userId, Instant issuedAt) {
        return marks.of(userId).map(mark -> mark.revokes(issuedAt));
    }

    /** The cache to look at and to empty. */
    public ObservableCache marks() {
        return marks.cache();
    }

    /** Ends the listener and the connections. */
    @Override
    public void close() {
        tracking.close();
        reader.close();
    }
}
