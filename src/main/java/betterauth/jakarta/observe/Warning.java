package betterauth.jakarta.observe;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One warning of a likely mistake: logged when it is first seen, then at most once an hour with how
 * often it was seen meanwhile, since callers may cause it as often as they like. Safe for use by
 * many threads.
 */
public final class Warning {

    static final Duration INTERVAL = Duration.ofHours(1);

    private final System.Logger log;
    private final LongSupplier nanoTime;
    private final LongAdder suppressed = new LongAdder();
    private volatile boolean isLogged;
    private volatile long next;

    public Warning(System.Logger log) {
        this(log, System::nanoTime);
    }

    Warning(System.Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** Whether it would be logged now, so that it is worth finding out more. */
    public boolean isDue() {
        return !isLogged || nanoTime.getAsLong() - next >= 0;
    }

    /** Logs the warning if it is due, and counts it otherwise. */
    public void log(Supplier<String> message) {
        if (!isDue() || !claim()) {
            suppressed.increment();
            return;
        }
        long before = suppressed.sumThenReset();
        String text = message.get();
        log.log(
                System.Logger.Level.WARNING,
                () -> before == 0 ? text : text + " (seen " + before + " times more since)");
    }

    private synchronized boolean claim() {
        boolean isDue = isDue();
        if (isDue) {
            next = nanoTime.getAsLong() + INTERVAL.toNanos();
            isLogged = true;
        }
        return isDue;
    }
}
