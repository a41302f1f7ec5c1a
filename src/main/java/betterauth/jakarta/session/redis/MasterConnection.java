package betterauth.jakarta.session.redis;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.RedisInputStream;

/**
 * A connection to a server that is no replica: a replica still has sessions for a while that have
 * ended.
 */
class MasterConnection extends Connection {

    /** The longest value: as much as of an answer of {@code get-session}. */
    static final int MAXIMUM_BYTES = 256 * 1024;

    private static final String MASTER = "master";
    private static final byte BULK = '$';

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

    /** Users write fields of theirs, and a client of Redis would read what length they have. */
    @Override
    protected @Nullable Object protocolRead(RedisInputStream input) {
        if (!input.peek(BULK)) {
            return super.protocolRead(input);
        }
        var unused = input.readByte();
        int length = input.readIntCrLf();
        if (length > MAXIMUM_BYTES) {
            throw new LongValueException();
        }
        return length < 0 ? null : read(input, length);
    }

    private static byte[] read(RedisInputStream input, int length) {
        byte[] value = new byte[length];
        int at = 0;
        while (at < length) {
            int count = input.read(value, at, length - at);
            if (count < 0) {
                throw new JedisConnectionException("The connection was closed");
            }
            at += count;
        }
        // It is empty, up to CR and LF.
        var unused = input.readLineBytes();
        return value;
    }

    /** Fails unless that is the role of a master. */
    static void requireMaster(@Nullable Object role) {
        if (!MASTER.equals(role)) {
            throw new ReplicaException();
        }
    }
}
