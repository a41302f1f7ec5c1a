package betterauth.jakarta.wiring;

import betterauth.jakarta.observe.FailureCause;
import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Warning;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fires events for asynchronous observers. Those that find too many waiting are dropped, so that
 * slow observers and a flood of callers take no memory; a warning says so.
 */
final class EventQueue<T> implements Consumer<T> {

    private final Event<T> events;
    private final NotificationOptions options;
    private final Warning dropped = new Warning(Loggers.security());
    private final Warning failed = new Warning(Loggers.security());

    /**
     * Prepares.
     *
     * @param executor runs the observers; bounded
     */
    EventQueue(Event<T> events, Executor executor) {
        this.events = events;
        this.options = NotificationOptions.ofExecutor(executor);
    }

    @Override
    public void accept(T event) {
        try {
            var unused =
                    events.fireAsync(event, options)
                            .whenComplete((fired, failure) -> ended(failure));
        } catch (RejectedExecutionException full) {
            dropped.log(() -> "Events of authentications were dropped: observers are too slow");
        } catch (RuntimeException unexpected) {
            ended(unexpected);
        }
    }

    private void ended(@Nullable Throwable failure) {
        if (failure != null) {
            failed.log(() -> "An observer of authentications failed: " + FailureCause.of(failure));
        }
    }
}
