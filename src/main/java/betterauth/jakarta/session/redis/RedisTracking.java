package betterauth.jakarta.session.redis;

import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import betterauth.jakarta.session.redis.TrackingConnection.Message;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Is told of changes by Redis, on one thread, and connects anew whenever the connection is lost.
 * While there is none, nothing cached is believed.
 */
final class RedisTracking implements Runnable, AutoCloseable {

    private static final System.Logger LOG = Loggers.sessions();

    /** After so much silence the server is asked for a sign of life. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final RedisServer server;
    private final String prefix;
    private final RedisChanges changes;
    private final Duration timeout;
    private final Warning unheard = new Warning(LOG);
    private volatile Consumer<String> receiver = text -> {};
    private @Nullable TrackingConnection connection;
    private boolean isClosed;
    private boolean isFailing;
    private Duration pause = FIRST_PAUSE;

    /**
     * Prepares.
     *
     * @param prefix what the keys begin with
     * @param timeout how long to wait for a sign of life
     */
    RedisTracking(RedisServer server, String prefix, RedisChanges changes, Duration timeout) {
        this.server = server;
        this.prefix = prefix;
        this.changes = changes;
        this.timeout = timeout;
    }

    /** Hands on what is published from now on. */
    void receive(Consumer<String> receiver) {
        this.receiver = receiver;
    }

    /** Runs until this is closed. */
    @Override
    public void run() {
        while (!isClosed()) {
            try {
                listen();
            } catch (IOException closed) {
                return;
            } catch (RuntimeException failed) {
                lost(failed);
            } finally {
                changes.incomplete();
                disconnect();
            }
            rest();
        }
    }

    private void listen() throws IOException {
        TrackingConnection opened = server.connectForTracking();
        keep(opened);
        subscribe(opened);
        opened.track(prefix);
        changes.complete();
        found();
        boolean isAsked = false;
        opened.setSoTimeout((int) SILENCE.toMillis());
        while (true) {
            Message message = opened.next();
            if (message instanceof Message.Silence) {
                if (isAsked) {
                    throw new JedisConnectionException(new SocketTimeoutException());
                }
                opened.askForLife();
                opened.setSoTimeout((int) Math.max(1, timeout.toMillis()));
            } else {
                apply(message);
                opened.setSoTimeout((int) SILENCE.toMillis());
            }
            isAsked = message instanceof Message.Silence;
        }
    }

    private void subscribe(TrackingConnection opened) {
        String channel = StorageKeys.channel(prefix);
        try {
            opened.subscribe(channel);
        } catch (JedisAccessControlException mayNot) {
            unheard.log(
                    () ->
                            "The user of Redis may not subscribe to "
                                    + channel
                                    + ", so caches that other nodes empty are not emptied here");
        }
    }

    private void apply(Message message) {
        if (message instanceof Message.Published published) {
            receiver.accept(published.text());
        }
        if (message instanceof Message.Flushed) {
            changes.complete();
        } else if (message instanceof Message.Changed changed) {
            for (String key : changed.keys()) {
                StorageKeys.nameOf(prefix, key).ifPresent(changes::changed);
            }
        }
    }

    private void found() {
        pause = FIRST_PAUSE;
        if (isFailing) {
            isFailing = false;
            LOG.log(System.Logger.Level.INFO, "Redis tells of changes again: {0}", server);
        }
    }

    private void lost(RuntimeException failure) {
        if (!isFailing && !isClosed()) {
            isFailing = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Redis does not tell of changes, so no session is cached meanwhile: {0}: {1}",
                    server,
                    RedisFailure.of(failure));
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /** Keeps the connection, so that closing this ends it. */
    private synchronized void keep(TrackingConnection opened) throws IOException {
        connection = opened;
        if (isClosed) {
            throw new IOException("Closed");
        }
    }

    private synchronized void disconnect() {
        TrackingConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.forceDisconnect();
            } catch (IOException closedAlready) {
                LOG.log(System.Logger.Level.DEBUG, "Connection was closed", closedAlready);
            }
        }
    }

    /** Waits longer after each failure. */
    private synchronized void rest() {
        long end = System.nanoTime() + pause.toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        try {
            for (long left = end - System.nanoTime();
                    left > 0 && !isClosed;
                    left = end - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException interrupted) {
            isClosed = true;
        }
    }

    /** Ends the thread. */
    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
        disconnect();
    }
}
