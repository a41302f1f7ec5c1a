package betterauth.jakarta.session.redis;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/**
 * A connection to a server that is no replica: a replica still has sessions for a while that have
 * ended.
 */
class MasterConnection extends Connection {

    private static final String MASTER = "master";

    MasterConnection(JedisSocketFactory sockets, JedisClientConfig config) {
        super(sockets, config);
    }

    /** Called by the constructor, before a field of this class could be set. */
    @Override
    protected Map<String, Object> hello(byte[]... arguments) {
        Map<String, Object> answer = super.hello(arguments);
        requireMaster(answer.get("role"));
        return answer;
    }

    /** Fails unless that is the role of a master. */
    static void requireMaster(@Nullable Object role) {
        if (!MASTER.equals(role)) {
            throw new ReplicaException();
        }
    }
}
