package betterauth.jakarta.wiring;

import betterauth.jakarta.AuthenticationFailed;
import betterauth.jakarta.AuthenticationSucceeded;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;

/** Learns at deployment whether the application observes authentications. */
public class ObservedEvents implements Extension {

    private boolean isSuccessObserved;
    private boolean isFailureObserved;

    void succeeded(@Observes ProcessObserverMethod<AuthenticationSucceeded, ?> observer) {
        isSuccessObserved = true;
    }

    void failed(@Observes ProcessObserverMethod<AuthenticationFailed, ?> observer) {
        isFailureObserved = true;
    }

    boolean isSuccessObserved() {
        return isSuccessObserved;
    }

    boolean isFailureObserved() {
        return isFailureObserved;
    }
}
