package betterauth.jakarta.observe;

import java.time.Clock;
import java.time.Duration;

/** A logger whose lines are bounded in number; those that were not logged are summed up. */
public final class BoundedLog {

    private static final int LINES = 20;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final System.Logger log;
    private final LogBudget budget;

    public BoundedLog(System.Logger log, Clock clock) {
        this.log = log;
        this.budget = new LogBudget(LINES, WINDOW, clock);
    }

    /** Logs a message with its parameters, unless there were too many of late. */
    public void log(System.Logger.Level level, String message, Object... parameters) {
        if (isNextLogged(level)) {
            log.log(level, message, parameters);
        }
    }

    /** Logs a failure with its stack trace, unless there were too many of late. */
    public void log(System.Logger.Level level, String message, Throwable failure) {
        if (isNextLogged(level)) {
            log.log(level, message, failure);
        }
    }

    private boolean isNextLogged(System.Logger.Level level) {
        LogBudget.Line line = budget.next();
        if (line.suppressed() > 0) {
            log.log(level, "{0} more lines of this kind were not logged", line.suppressed());
        }
        return line.isLogged();
    }
}
