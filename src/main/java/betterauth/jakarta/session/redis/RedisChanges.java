package betterauth.jakarta.session.redis;

import betterauth.jakarta.cache.Changes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;

/**
 * The changes that Redis told of. Names share places, so that the memory is bounded: a change of
 * one name is now and then taken for one of another, whose value is then read again.
 */
final class RedisChanges implements Changes {

    private static final int PLACES = 1 << 16;

    private final AtomicLong told = new AtomicLong();
    private final AtomicLongArray latest = new AtomicLongArray(PLACES);

    /** How long changes may take to be told. */
    private final long latestNanos;

    /** Since when none goes untold. */
    private volatile long completeSince = Long.MAX_VALUE;

    /** By {@link System#nanoTime()}: changes until then have been told. */
    private volatile long toldUntil;

    /**
     * @param latest how late a change may be told: beyond it, none is taken to be told
     */
    RedisChanges(Duration latest) {
        this.latestNanos = latest.toNanos();
    }

    @Override
    public long now() {
        return told.get();
    }

    @Override
    public BooleanSupplier unchanged(long since, String... names) {
        if (names.length == 1) {
            int place = place(names[0]);
            return () -> isUnchanged(since, place);
        }
        int first = place(names[0]);
        int second = place(names[1]);
        return () -> isUnchanged(since, first) && isUnchanged(since, second);
    }

    private boolean isUnchanged(long since, int place) {
        return since >= completeSince
                && latest.get(place) <= since
                && System.nanoTime() - toldUntil <= latestNanos;
    }

    /** Redis told of a change. */
    void changed(String name) {
        latest.set(place(name), told.incrementAndGet());
    }

    /** From now on every change is told; what was read before may have changed. */
    void complete() {
        completeSince = told.incrementAndGet();
    }

    /**
     * The server has answered, and every change until it was asked has been told.
     *
     * @param askedAt when it was asked, by {@link System#nanoTime()}
     */
    void toldUntil(long askedAt) {
        toldUntil = askedAt;
    }

    /** From now on changes may go untold. */
    void incomplete() {
        completeSince = Long.MAX_VALUE;
    }

    private static int place(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash >>> 16;
    }
}
