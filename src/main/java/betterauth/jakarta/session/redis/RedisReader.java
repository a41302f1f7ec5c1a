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
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Reads values by a bounded number of connections. Safe for use by many threads. */
final class RedisReader implements AutoCloseable {

    private final RedisServer server;
    private final Duration timeout;
    private final Semaphore places;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicLong renewals = new AtomicLong();
    private volatile boolean isClosed;

    /**
     * Prepares; connects with the first read.
     *
     * @param maximum connections at once
     * @param timeout how long to wait for one of them
     */
    RedisReader(RedisServer server, int maximum, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
        this.places = new Semaphore(maximum);
    }

    /**
     * The value of a key; null if there is none.
     *
     * @throws IOException if Redis gave no answer; the message says why, without the key
     */
    @Nullable String get(String key) throws IOException {
        return run(
                connection -> {
                    connection.sendCommand(Protocol.Command.GET, key);
                    byte[] value = connection.getBinaryBulkReply();
                    return value == null ? null : new String(value, StandardCharsets.UTF_8);
                });
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
                            return String.valueOf(connection.getIntegerReply());
                        });
    }

    /** A command and its answer. */
    private interface Exchange {
        @Nullable String on(Connection connection);
    }

    private @Nullable String run(Exchange exchange) throws IOException {
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

    private @Nullable String runSoon(Exchange exchange) {
        long renewed = renewals.get();
        for (Connection used = idle.pollFirst(); used != null; used = idle.pollFirst()) {
            try {
                return run(used, renewed, exchange);
            } catch (JedisConnectionException lost) {
                // Closed while it was idle, as by a restart of the server: the next may do.
                if (lost.getCause() instanceof SocketTimeoutException) {
                    throw lost;
                }
            }
        }
        return run(server.connect(), renewed, exchange);
    }

    private @Nullable String run(Connection connection, long renewed, Exchange exchange) {
        boolean isUsable = false;
        try {
            String answer = exchange.on(connection);
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
        for (Connection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            each.disconnect();
        }
    }
}
