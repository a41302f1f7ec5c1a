package betterauth.jakarta.session.redis;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A connection to a server that is no replica: a replica still has sessions for a while that have
 * ended.
 */
class MasterConnection extends Connection {

    private static final String MASTER = "master";

    private final long openedAt = System.nanoTime();
    private final ServerSockets sockets;

    /** Set by the constructor of the superclass, which connects. */
    private boolean wasConnected;

    MasterConnection(ServerSockets sockets, JedisClientConfig config) {
        super(sockets, config);
        this.sockets = sockets;
    }

    /** Once: Jedis would connect again by itself, and authenticate no more. */
    @Override
    public void connect() {
        if (wasConnected && !isConnected()) {
            throw new JedisConnectionException("The connection was closed");
        }
        super.connect();
        wasConnected = true;
    }

    /** Called by the constructor, before a field of this class could be set. */
    @Override
    protected Map<String, Object> hello(byte[]... arguments) {
        Map<String, Object> answer = super.hello(arguments);
        requireMaster(answer.get("role"));
        return answer;
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - openedAt > age.toNanos();
    }

    /** Whether both lead to one server, as far as addresses tell. */
    boolean isSameServer(MasterConnection other) {
        return sockets.isSameServer(other.sockets);
    }

    /** Fails unless that is the role of a master. */
    static void requireMaster(@Nullable Object role) {
        if (!MASTER.equals(role)) {
            throw new ReplicaException();
        }
    }
}
