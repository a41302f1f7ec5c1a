package betterauth.jakarta.session.redis;

import redis.clients.jedis.exceptions.JedisException;

/** No Sentinel says where the master is; the message says why. */
final class SentinelException extends JedisException {

    private static final long serialVersionUID = 1L;

    SentinelException(String reason) {
        super(reason);
    }
}
