package betterauth.jakarta.caller;

import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

/**
 * An asynchronous observer that is notified with the caller bound whom the server carried there.
 */
final class CarryingObserver<T> implements ObserverMethod<T> {

    private final ObserverMethod<T> observer;

    CarryingObserver(ObserverMethod<T> observer) {
        this.observer = observer;
    }

    @Override
    public void notify(EventContext<T> event) {
        if (CallerBinding.current() != null) {
            observer.notify(event);
            return;
        }
        CallerBinding.Scope bound =
                CallerBinding.bindCarried(CDI.current().select(CarriedCaller.class).get().find());
        try {
            observer.notify(event);
        } finally {
            bound.close();
        }
    }

    @Override
    public Class<?> getBeanClass() {
        return observer.getBeanClass();
    }

    @Override
    public Bean<?> getDeclaringBean() {
        return observer.getDeclaringBean();
    }

    @Override
    public Type getObservedType() {
        return observer.getObservedType();
    }

    @Override
    public Set<Annotation> getObservedQualifiers() {
        return observer.getObservedQualifiers();
    }

    @Override
    public Reception getReception() {
        return observer.getReception();
    }

    @Override
    public TransactionPhase getTransactionPhase() {
        return observer.getTransactionPhase();
    }

    @Override
    public int getPriority() {
        return observer.getPriority();
    }

    @Override
    public boolean isAsync() {
        return true;
    }
}
