package betterauth.jakarta.session.redis;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.RedisInputStream;

/**
 * A connection on which Redis tells of changes (client-side caching by RESP3, broadcasting mode).
 * For one thread; another may only disconnect it.
 */
final class TrackingConnection extends MasterConnection {

    private static final Object NOTHING_YET = new Object();
    private static final byte PUSH = '>';
    private static final String INVALIDATION = "invalidate";
    private static final String PUBLICATION = "message";

    TrackingConnection(JedisSocketFactory sockets, JedisClientConfig config) {
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

        /** An answer to a ping, or anything else that shows a living server. */
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
        Message answer = next();
        while (answer instanceof Message.Published) {
            answer = next();
        }
        if (!(answer instanceof Message.Other)) {
            throw new JedisConnectionException(new SocketTimeoutException());
        }
    }

    /** Asks for a sign of life, which {@link #next} then gets. */
    void askForLife() {
        sendCommand(Protocol.Command.PING);
        flush();
    }

    /**
     * Waits for the next message.
     *
     * @throws redis.clients.jedis.exceptions.JedisException if the connection is lost
     */
    Message next() {
        Object received = getUnflushedObject();
        if (received == NOTHING_YET) {
            return new Message.Silence();
        }
        if (!(received instanceof List<?> push) || push.size() < 2) {
            return new Message.Other();
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

    /** A read that times out before a message begins leaves the connection as it was. */
    @Override
    protected Object protocolRead(RedisInputStream input) {
        try {
            var unused = input.peek(PUSH);
        } catch (JedisConnectionException failed) {
            if (failed.getCause() instanceof SocketTimeoutException) {
                return NOTHING_YET;
            }
            throw failed;
        }
        return super.protocolRead(input);
    }

    private static String text(@Nullable Object bytes) {
        return bytes instanceof byte[] value ? new String(value, StandardCharsets.UTF_8) : "";
    }
}
