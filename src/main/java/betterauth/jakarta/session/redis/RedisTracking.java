package betterauth.jakarta.session.redis;

import betterauth.jakarta.observe.Loggers;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told of changes by Redis, on one thread, and connects anew whenever the connection is lost.
 * While there is none, nothing cached is believed.
 */
final class RedisTracking implements Runnable, AutoCloseable {

    private static final System.Logger LOG = Loggers.sessions();

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final RedisServer server;
    private final RedisChanges changes;
    private final ChangeMessages messages;
    private final Runnable onLoss;
    private @Nullable TrackingConnection connection;
    private boolean isClosed;
    private boolean isFailing;
    private Duration pause = FIRST_PAUSE;

    /**
     * @param onLoss runs whenever the connection is lost, or there is none
     */
    RedisTracking(
            RedisServer server, RedisChanges changes, ChangeMessages messages, Runnable onLoss) {
        this.server = server;
        this.changes = changes;
        this.messages = messages;
        this.onLoss = onLoss;
    }

    /** Runs until this is closed. */
    @Override
    public void run() {
        while (!isClosed()) {
            try {
                listen();
            } catch (IOException closed) {
                return;
            } catch (RuntimeException | Error failed) {
                lost(failed);
            } finally {
                distrust();
            }
            rest();
        }
    }

    private void listen() throws IOException {
        TrackingConnection opened = server.connectForTracking();
        keep(opened);
        messages.begin(opened);
        found();
        messages.readFrom(opened);
    }

    /**
     * The server is another by now: believes nothing until changes are told from there. Safe for
     * use by many threads.
     */
    void moved() {
        changes.incomplete();
        disconnect();
    }

    /** Goes on whatever fails: without this thread a demoted master would be read for ever. */
    private void distrust() {
        moved();
        try {
            onLoss.run();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.DEBUG, "A connection could not be closed", failed);
        }
    }

    private void found() {
        pause = FIRST_PAUSE;
        if (isFailing) {
            isFailing = false;
            LOG.log(System.Logger.Level.INFO, "Redis tells of changes again: {0}", server);
        }
    }

    private void lost(Throwable failure) {
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
        server.told(opened);
        if (isClosed) {
            throw new IOException("Closed");
        }
    }

    private synchronized void disconnect() {
        TrackingConnection open = connection;
        connection = null;
        server.told(null);
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
