package betterauth.jakarta.caller;

import jakarta.ejb.Asynchronous;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;

/**
 * Finds where the server carries the caller by means of its own: asynchronous methods of EJBs
 * (Jakarta Enterprise Beans 4.0, section 4.5) and asynchronous observers (CDI 4.0, section 10.5).
 */
public class CarriedCallers implements Extension {

    void asynchronousMethods(
            @Observes @WithAnnotations(Asynchronous.class) ProcessAnnotatedType<?> event) {
        AnnotatedType<?> type = event.getAnnotatedType();
        if (type.isAnnotationPresent(Asynchronous.class)) {
            event.configureAnnotatedType().add(CarriesCaller.Literal.INSTANCE);
            return;
        }
        event.configureAnnotatedType()
                .filterMethods(method -> method.isAnnotationPresent(Asynchronous.class))
                .forEach(method -> method.add(CarriesCaller.Literal.INSTANCE));
    }

    <T> void asynchronousObservers(@Observes ProcessObserverMethod<T, ?> event) {
        if (event.getObserverMethod().isAsync()) {
            event.setObserverMethod(new CarryingObserver<>(event.getObserverMethod()));
        }
    }
}
