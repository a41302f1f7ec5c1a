package betterauth.jakarta.session.redis;

import redis.clients.jedis.exceptions.JedisException;

/** A value is longer than any of a session. */
final class LongValueException extends JedisException {

    private static final long serialVersionUID = 1L;

    LongValueException() {
        super("The value is too long");
    }
}
