package betterauth.jakarta.wiring;

import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.function.Consumer;

/**
 * What shows the counters, if anything does. A failure of it is logged; callers are not affected.
 */
@ApplicationScoped
class Publishers {

    private static final System.Logger LOG = Loggers.deployment();

    @Inject @Any Instance<Publisher> publishers;

    void publish(String contextPath) {
        each(publisher -> publisher.publish(contextPath));
    }

    void withdraw() {
        each(Publisher::withdraw);
    }

    private void each(Consumer<Publisher> task) {
        try {
            publishers.forEach(task);
        } catch (RuntimeException | LinkageError failed) {
            LOG.log(System.Logger.Level.WARNING, "Metrics are not shown", failed);
        }
    }
}
