package betterauth.jakarta.session.redis;

import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import betterauth.jakarta.session.redis.TrackingConnection.Message;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Reads what Redis tells on a connection: changes of keys, and what nodes publish. */
final class ChangeMessages {

    /** So often the server is asked for a sign of life, however much it tells meanwhile. */
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final String prefix;
    private final RedisChanges changes;
    private final Duration timeout;
    private final Warning unheard = new Warning(Loggers.sessions());
    private volatile Consumer<String> receiver = text -> {};

    /**
     * Prepares.
     *
     * @param prefix what the keys begin with
     * @param timeout how long to wait for a sign of life
     */
    ChangeMessages(String prefix, RedisChanges changes, Duration timeout) {
        this.prefix = prefix;
        this.changes = changes;
        this.timeout = timeout;
    }

    /** Hands on what is published from now on. */
    void receive(Consumer<String> receiver) {
        this.receiver = receiver;
    }

    /** Lets every change be told on the connection from now on. */
    void begin(TrackingConnection connection) {
        String channel = StorageKeys.channel(prefix);
        try {
            connection.subscribe(channel);
        } catch (JedisAccessControlException mayNot) {
            unheard.log(
                    () ->
                            "The user of Redis may not subscribe to "
                                    + channel
                                    + ", so caches that other nodes empty are not emptied here");
        }
        long began = System.nanoTime();
        connection.track(prefix);
        changes.toldUntil(began);
        changes.complete();
    }

    /** How late a change is told where nothing is wrong. */
    static Duration latest(Duration timeout) {
        return INTERVAL.plus(timeout);
    }

    /**
     * Reads until the connection is lost, which it is too where the answer to a question comes
     * late: it comes after all that was told before, so changes are told as late.
     *
     * @throws redis.clients.jedis.exceptions.JedisException at the latest then
     */
    void readFrom(TrackingConnection connection) {
        long askedAt = System.nanoTime();
        boolean isAsked = false;
        while (true) {
            long wait = (isAsked ? timeout : INTERVAL).toNanos();
            long left = askedAt + wait - System.nanoTime();
            if (left > 0) {
                Message message = connection.next(Duration.ofNanos(left));
                apply(message);
                if (message instanceof Message.Alive) {
                    changes.toldUntil(askedAt);
                    isAsked = false;
                }
            } else if (isAsked) {
                throw new JedisConnectionException(new SocketTimeoutException());
            } else {
                askedAt = System.nanoTime();
                connection.askForLife();
                isAsked = true;
            }
        }
    }

    private void apply(Message message) {
        if (message instanceof Message.Published published) {
            receiver.accept(published.text());
        } else if (message instanceof Message.Flushed) {
            changes.complete();
        } else if (message instanceof Message.Changed changed) {
            for (String key : changed.keys()) {
                StorageKeys.nameOf(prefix, key).ifPresent(changes::changed);
            }
        }
    }
}
