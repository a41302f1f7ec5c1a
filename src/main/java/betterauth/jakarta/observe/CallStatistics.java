package betterauth.jakarta.observe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How the calls of a session source went, since deployment, and whether it seems to answer. Safe
 * for use by many threads.
 */
public final class CallStatistics {

    /** One failed call may be the fault of what was asked. */
    private static final int FAILURES_IN_A_ROW = 5;

    /** After this time another request may try again, although all failed before. */
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(30).toNanos();

    private final LongSupplier nanoTime;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private volatile long latestFailure;

    public CallStatistics() {
        this(System::nanoTime);
    }

    CallStatistics(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Takes note of a call. */
    public void add(Duration time, boolean isAnswered) {
        calls.increment();
        nanos.add(time.toNanos());
        if (isAnswered) {
            failuresInARow.set(0);
        } else {
            failures.increment();
            latestFailure = nanoTime.getAsLong();
            failuresInARow.updateAndGet(count -> Math.min(count + 1, FAILURES_IN_A_ROW));
        }
    }

    /** Calls that have ended. */
    public long calls() {
        return calls.sum();
    }

    /** Calls that brought no answer. */
    public long failures() {
        return failures.sum();
    }

    /** The time of all calls together. */
    public Duration time() {
        return Duration.ofNanos(nanos.sum());
    }

    /** False once the latest calls have all failed, for half a minute after the last of them. */
    public boolean isAnswering() {
        return failuresInARow.get() < FAILURES_IN_A_ROW
                || nanoTime.getAsLong() - latestFailure > REMEMBERED_NANOS;
    }
}
