package betterauth.jakarta.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * So many log lines in a time, so that what callers cause cannot flood a log. Safe for use by many
 * threads.
 */
public final class LogBudget {

    private final int lines;
    private final Duration window;
    private final Clock clock;
    private Instant windowEnds = Instant.MIN;
    private int used;
    private long suppressed;

    /** Allows {@code lines} in each {@code window}. */
    public LogBudget(int lines, Duration window, Clock clock) {
        this.lines = lines;
        this.window = window;
        this.clock = clock;
    }

    /**
     * Counts a line.
     *
     * @param isLogged whether it may be logged
     * @param suppressed how many of the last window were not, to be logged now; 0 if that was
     *     logged
     */
    public record Line(boolean isLogged, long suppressed) {}

    /** Counts one more line. */
    public synchronized Line next() {
        Instant now = clock.instant();
        long suppressedBefore = 0;
        if (!now.isBefore(windowEnds)) {
            windowEnds = now.plus(window);
            suppressedBefore = suppressed;
            suppressed = 0;
            used = 0;
        }
        boolean isLogged = used < lines;
        if (isLogged) {
            used++;
        } else {
            suppressed++;
        }
        return new Line(isLogged, suppressedBefore);
    }
}
