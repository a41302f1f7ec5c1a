package betterauth.jakarta.session.redis;

import betterauth.jakarta.observe.FailureCause;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Why Redis gave no answer, in an administrator's words and without what it was asked. */
final class RedisFailure {

    private RedisFailure() {}

    static String of(Throwable failure) {
        if (failure instanceof ReplicaException) {
            return "the server is a replica";
        }
        if (failure instanceof SentinelException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof JedisDataException refused) {
            return "Redis answered " + code(refused);
        }
        if (failure instanceof JedisConnectionException && failure.getCause() == null) {
            // One for each address of the host.
            Throwable[] attempts = failure.getSuppressed();
            return attempts.length == 0
                    ? "the connection was closed"
                    : FailureCause.of(attempts[attempts.length - 1]);
        }
        return FailureCause.of(failure);
    }

    /** The first word of an error, such as NOPERM: the others may repeat a key. */
    private static String code(JedisDataException refused) {
        String word = String.valueOf(refused.getMessage()).split(" ", 2)[0];
        return word.matches("[A-Z]{2,20}") ? word : "with an error";
    }
}
