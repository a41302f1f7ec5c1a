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
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous observer that is notified with the caller bound whom the server carried there, or
 * the managed executor where the server may carry another.
 */
final class CarryingObserver<T> implements ObserverMethod<T> {

    private final ObserverMethod<T> observer;

    CarryingObserver(ObserverMethod<T> observer) {
        this.observer = observer;
    }

    @Override
    public void notify(EventContext<T> event) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        boolean isForeign = !isOfThisApplication(before);
        if (isForeign) {
            Thread.currentThread().setContextClassLoader(CarryingObserver.class.getClassLoader());
        }
        try {
            notifyBound(event);
        } finally {
            if (isForeign) {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }

    private void notifyBound(EventContext<T> event) {
        BoundCaller bound = CallerBinding.current();
        if (ServerTraits.current().isExchanged()) {
            notify(event, ofExecutor(bound));
        } else if (bound == null) {
            notify(event, CDI.current().select(CarriedCaller.class).get().find());
        } else {
            observer.notify(event);
        }
    }

    private void notify(EventContext<T> event, BoundCaller caller) {
        CallerBinding.Scope bound = CallerBinding.bindCarried(caller);
        try {
            observer.notify(event);
        } finally {
            bound.close();
        }
    }

    private static BoundCaller ofExecutor(@Nullable BoundCaller bound) {
        BoundCaller before = bound == null ? BoundCaller.UNAUTHENTICATED : bound;
        PrincipalTrace.noteExchange(before.carried(), CallerContextProvider.serverPrincipal());
        return before.withoutServer();
    }

    /**
     * WildFly notifies on threads that may have been created for an application that is no more. A
     * task that the observer submits would get that one's contexts.
     */
    private static boolean isOfThisApplication(@Nullable ClassLoader loader) {
        try {
            return Class.forName(CarryingObserver.class.getName(), false, loader)
                    == CarryingObserver.class;
        } catch (ClassNotFoundException | LinkageError foreign) {
            return false;
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
