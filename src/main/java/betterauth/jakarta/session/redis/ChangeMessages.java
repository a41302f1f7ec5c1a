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

    /** After so much silence the server is asked for a sign of life. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

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
        connection.track(prefix);
        changes.complete();
    }

    /**
     * Reads until the connection is lost.
     *
     * @throws redis.clients.jedis.exceptions.JedisException at the latest then
     */
    void readFrom(TrackingConnection connection) {
        boolean isAsked = false;
        connection.setSoTimeout(millis(SILENCE));
        while (true) {
            Message message = connection.next();
            if (message instanceof Message.Silence) {
                if (isAsked) {
                    throw new JedisConnectionException(new SocketTimeoutException());
                }
                connection.askForLife();
                connection.setSoTimeout(millis(timeout));
            } else {
                apply(message);
                connection.setSoTimeout(millis(SILENCE));
            }
            isAsked = message instanceof Message.Silence;
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

    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
