package betterauth.jakarta.session.redis;

import redis.clients.jedis.exceptions.JedisException;

/** The server is a replica. */
final class ReplicaException extends JedisException {

    private static final long serialVersionUID = 1L;

    ReplicaException() {
        super("The server is a replica");
    }
}
