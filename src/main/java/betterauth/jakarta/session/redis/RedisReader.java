package betterauth.jakarta.session.redis;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Reads values by a bounded number of connections. Safe for use by many threads. */
final class RedisReader implements AutoCloseable {

    /** The longest value: as much as of an answer of {@code get-session}. */
    static final int MAXIMUM_BYTES = 256 * 1024;

    private final RedisServer server;
    private final Duration timeout;
    private final Duration longestLife;
    private final Semaphore places;
    private final Deque<MasterConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicLong renewals = new AtomicLong();
    private volatile boolean isClosed;
    private volatile Runnable onMove = () -> {};

    /**
     * Prepares; connects with the first read.
     *
     * @param maximum connections at once
     * @param timeout how long to wait for one of them
     * @param longestLife how long to use one: then the server may be another, and firewalls forget
     *     connections that are idle
     */
    RedisReader(RedisServer server, int maximum, Duration timeout, Duration longestLife) {
        this.longestLife = longestLife;
        this.server = server;
        this.timeout = timeout;
        this.places = new Semaphore(maximum);
    }

    /**
     * The value of a key; null if there is none, or it is empty. Users write fields of theirs, so
     * no more of it is asked for than a session may have.
     *
     * @throws IOException if Redis gave no answer, or the value is longer; the message says why,
     *     without the key
     */
    @Nullable String get(String key) throws IOException {
        byte[] value =
                run(
                        connection -> {
                            connection.sendCommand(
                                    Protocol.Command.GETRANGE,
                                    key,
                                    "0",
                                    String.valueOf(MAXIMUM_BYTES));
                            return connection.getBinaryBulkReply();
                        });
        if (value == null || value.length == 0) {
            return null;
        }
        if (value.length > MAXIMUM_BYTES) {
            throw new IOException(
                    "Redis has a value that is longer than " + MAXIMUM_BYTES + " bytes");
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    /**
     * Publishes a text to whoever listens; nothing is stored.
     *
     * @throws IOException if Redis did not; the message says why
     */
    void publish(String channel, String text) throws IOException {
        var unused =
                run(
                        connection -> {
                            connection.sendCommand(Protocol.Command.PUBLISH, channel, text);
                            return connection.getIntegerReply();
                        });
    }

    /** Runs whenever a new connection leads to another server than where changes are told. */
    void watch(Runnable onMove) {
        this.onMove = onMove;
    }

    /** A command and its answer. */
    private interface Exchange<T> {
        @Nullable T on(MasterConnection connection);
    }

    private <T> @Nullable T run(Exchange<T> exchange) throws IOException {
        if (!enter()) {
            throw new IOException("Redis is unavailable: too many reads are under way");
        }
        try {
            return runSoon(exchange);
        } catch (RuntimeException failed) {
            throw new IOException("Redis is unavailable: " + RedisFailure.of(failed), failed);
        } finally {
            places.release();
        }
    }

    private boolean enter() throws IOException {
        try {
            return places.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Redis is unavailable: interrupted", interrupted);
        }
    }

    private <T> @Nullable T runSoon(Exchange<T> exchange) {
        long renewed = renewals.get();
        for (MasterConnection used = idle.pollFirst(); used != null; used = idle.pollFirst()) {
            if (isWorthTrying(used)) {
                try {
                    return run(used, renewed, exchange);
                } catch (JedisConnectionException lost) {
                    // Closed while it was idle, as by a restart of the server: the next may do.
                    if (lost.getCause() instanceof SocketTimeoutException) {
                        throw lost;
                    }
                }
            } else {
                used.disconnect();
            }
        }
        MasterConnection opened = server.connect();
        if (!server.isTold(opened)) {
            onMove.run();
        }
        return run(opened, renewed, exchange);
    }

    private boolean isWorthTrying(MasterConnection used) {
        return !used.isOlderThan(longestLife) && server.isTold(used);
    }

    private <T> @Nullable T run(MasterConnection connection, long renewed, Exchange<T> exchange) {
        boolean isUsable = false;
        try {
            T answer = exchange.on(connection);
            isUsable = true;
            return answer;
        } finally {
            if (isUsable) {
                idle.offerFirst(connection);
            } else {
                connection.disconnect();
            }
            if (isClosed || renewed != renewals.get()) {
                disconnectIdle();
            }
        }
    }

    /**
     * Connects anew for each read that begins from now on: the server may be another by now, or a
     * replica.
     */
    void renew() {
        renewals.incrementAndGet();
        disconnectIdle();
    }

    @Override
    public void close() {
        isClosed = true;
        disconnectIdle();
    }

    private void disconnectIdle() {
        for (MasterConnection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            each.disconnect();
        }
    }
}
