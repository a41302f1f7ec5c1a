package betterauth.jakarta;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged for a topic until this is closed. */
public final class LogCapture implements AutoCloseable {

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
                    if (entry.getThrown() != null) {
                        failures.add(entry.getThrown());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    /**
     * @param topic the last part of the logger's name
     */
    public LogCapture(String topic) {
        logger = Logger.getLogger("betterauth.jakarta." + topic);
        logger.addHandler(handler);
    }

    /** Level and message of each. */
    public List<String> lines() {
        return lines;
    }

    /** What was logged with a stack trace. */
    public List<Throwable> failures() {
        return failures;
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
