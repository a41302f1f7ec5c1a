package betterauth.jakarta.wiring;

import betterauth.jakarta.observe.Loggers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.List;

/**
 * Adds the beans for APIs that not every server has. They are named by text: a class that names
 * what is not there breaks the deployment.
 */
public class OptionalApis implements Extension {

    private static final System.Logger LOG = Loggers.deployment();

    private static final List<Part> PARTS =
            List.of(
                    new Part(
                            "org.eclipse.microprofile.health.HealthCheck",
                            "betterauth.jakarta.health.ReadinessCheck"),
                    new Part(
                            "org.eclipse.microprofile.health.HealthCheck",
                            "betterauth.jakarta.health.LivenessCheck"));

    void add(@Observes BeforeBeanDiscovery discovery) {
        PARTS.forEach(part -> add(discovery, part));
    }

    private static void add(BeforeBeanDiscovery discovery, Part part) {
        ClassLoader loader = OptionalApis.class.getClassLoader();
        try {
            var unused = Class.forName(part.api(), false, loader);
            Class<?> bean = Class.forName(part.bean(), false, loader);
            discovery.addAnnotatedType(bean, part.bean()).add(ApplicationScoped.Literal.INSTANCE);
        } catch (ClassNotFoundException | LinkageError absent) {
            LOG.log(System.Logger.Level.DEBUG, "Server has no {0}", part.api());
        }
    }

    /** A bean and the API that it needs. */
    private record Part(String api, String bean) {}
}
