package betterauth.jakarta.wiring;

import betterauth.jakarta.observe.Loggers;
import betterauth.jakarta.observe.Publisher;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What shows the counters, if anything does. It is named by text: a class that names what is not
 * there breaks the deployment. A failure of it is logged; callers are not affected.
 */
final class Publishers {

    private static final System.Logger LOG = Loggers.deployment();
    private static final String API = "org.eclipse.microprofile.metrics.MetricRegistry";
    private static final String METRICS = "betterauth.jakarta.metrics.MetricsPublisher";

    private final Callable<Optional<Publisher>> source;
    private @Nullable Publisher publisher;

    /** MicroProfile Metrics, if the server has it. */
    Publishers() {
        this(Publishers::metrics);
    }

    Publishers(Callable<Optional<Publisher>> source) {
        this.source = source;
    }

    void publish(String contextPath) {
        try {
            publisher = source.call().orElse(null);
            if (publisher != null) {
                publisher.publish(contextPath);
            }
        } catch (Exception | LinkageError failed) {
            LOG.log(System.Logger.Level.WARNING, "Metrics are not shown", failed);
        }
    }

    void withdraw() {
        try {
            if (publisher != null) {
                publisher.withdraw();
            }
        } catch (RuntimeException | LinkageError failed) {
            LOG.log(System.Logger.Level.DEBUG, "Metrics were not shown any more", failed);
        }
        publisher = null;
    }

    private static Optional<Publisher> metrics() throws ReflectiveOperationException {
        ClassLoader loader = Publishers.class.getClassLoader();
        try {
            var unused = Class.forName(API, false, loader);
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        }
        return Optional.of(
                Class.forName(METRICS, true, loader)
                        .asSubclass(Publisher.class)
                        .getDeclaredConstructor()
                        .newInstance());
    }
}
