package betterauth.jakarta.wiring;

import betterauth.jakarta.guard.KnownTypes;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.ws.rs.Path;
import java.util.Set;

/**
 * Takes down the resource types that CDI discovers: WildFly and Open Liberty make the OpenAPI
 * document before they call {@link ResourceTypes}.
 */
public class DiscoveredTypes implements Extension {

    /** Whatever its scope is, if the annotation is on the type or on a method. */
    void discover(@Observes @WithAnnotations(Path.class) ProcessAnnotatedType<?> event) {
        KnownTypes.add(Set.of(event.getAnnotatedType().getJavaClass()));
    }

    /** The beans and components among those that have it on an interface. */
    void discover(@Observes ProcessInjectionTarget<?> event) {
        KnownTypes.add(Set.of(event.getAnnotatedType().getJavaClass()));
    }
}
