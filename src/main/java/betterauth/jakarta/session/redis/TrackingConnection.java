package betterauth.jakarta.session.redis;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.KeyValue;
import redis.clients.jedis.util.RedisInputStream;

/**
 * A connection on which Redis tells of changes (client-side caching by RESP3, broadcasting mode).
 * For one thread; another may only disconnect it.
 */
final class TrackingConnection extends MasterConnection {

    private static final Object NOTHING_YET = new Object();
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final byte PUSH = '>';
    private static final String INVALIDATION = "invalidate";
    private static final String PUBLICATION = "message";

    /** In how many milliseconds the next message has to begin; 0 for the timeout of commands. */
    private int beginWithin;

    TrackingConnection(ServerSockets sockets, JedisClientConfig config) {
        super(sockets, config);
    }

    /** What Redis sent. */
    sealed interface Message {

        /** Nothing, for as long as a read waits. */
        record Silence() implements Message {}

        /** Keys that were written, deleted or evicted, or that expired. */
        record Changed(List<String> keys) implements Message {}

        /** All keys were deleted. */
        record Flushed() implements Message {}

        /** What another node published, or this one. */
        record Published(String text) implements Message {}

        /** An answer to {@link #askForLife}. */
        record Alive() implements Message {}

        /** Anything else. */
        record Other() implements Message {}
    }

    /**
     * Begins to receive what is published on a channel. To be called before {@link #track}, whose
     * messages would come in between.
     *
     * @throws redis.clients.jedis.exceptions.JedisAccessControlException if the user may not
     */
    void subscribe(String channel) {
        sendCommand(Protocol.Command.SUBSCRIBE, channel);
        flush();
        var confirmed = getUnflushedObject();
        if (!(confirmed instanceof List<?>)) {
            throw new JedisConnectionException(new SocketTimeoutException());
        }
    }

    /** Begins to be told of changes of the keys that begin so. */
    void track(String prefix) {
        if (prefix.isEmpty()) {
            sendCommand(Protocol.Command.CLIENT, "TRACKING", "ON", "BCAST");
        } else {
            sendCommand(Protocol.Command.CLIENT, "TRACKING", "ON", "BCAST", "PREFIX", prefix);
        }
        flush();
        Message answer = next(SOON);
        while (answer instanceof Message.Published) {
            answer = next(SOON);
        }
        if (!(answer instanceof Message.Other)) {
            throw new JedisConnectionException(new SocketTimeoutException());
        }
    }

    /**
     * Asks for a sign of life, which {@link #next} then gets: whether the server is a master still.
     * Every user may ask for that.
     */
    void askForLife() {
        sendCommand(Protocol.Command.HELLO);
        flush();
    }

    /**
     * Waits for the next message.
     *
     * @param wait how long for it to begin
     * @throws redis.clients.jedis.exceptions.JedisException if the connection is lost, or the
     *     server has become a replica
     */
    Message next(Duration wait) {
        beginWithin = (int) Math.max(1, Math.min(Integer.MAX_VALUE, wait.toMillis()));
        Object received = getUnflushedObject();
        if (received == NOTHING_YET) {
            return new Message.Silence();
        }
        if (!(received instanceof List<?> push) || push.size() < 2) {
            return new Message.Other();
        }
        if (push.get(0) instanceof KeyValue<?, ?>) {
            return alive(push);
        }
        String kind = text(push.get(0));
        if (kind.equals(PUBLICATION) && push.size() == 3) {
            return new Message.Published(text(push.get(2)));
        }
        if (!kind.equals(INVALIDATION)) {
            return new Message.Other();
        }
        return push.get(1) instanceof List<?> keys
                ? new Message.Changed(keys.stream().map(TrackingConnection::text).toList())
                : new Message.Flushed();
    }

    private static Message alive(List<?> properties) {
        for (Object each : properties) {
            if (each instanceof KeyValue<?, ?> property && text(property.getKey()).equals("role")) {
                requireMaster(text(property.getValue()));
                return new Message.Alive();
            }
        }
        return new Message.Other();
    }

    /** A read that times out before a message begins leaves the connection as it was. */
    @Override
    protected @Nullable Object protocolRead(RedisInputStream input) {
        int whole = getSoTimeout();
        try {
            setSoTimeout(beginWithin == 0 ? whole : beginWithin);
            var unused = input.peek(PUSH);
        } catch (JedisConnectionException failed) {
            if (beginWithin != 0 && failed.getCause() instanceof SocketTimeoutException) {
                return NOTHING_YET;
            }
            throw failed;
        } finally {
            setSoTimeout(whole);
        }
        return super.protocolRead(input);
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] value ? new String(value, StandardCharsets.UTF_8) : "";
    }
}
