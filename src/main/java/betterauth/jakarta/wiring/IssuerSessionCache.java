package betterauth.jakarta.wiring;

import betterauth.jakarta.SessionCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The {@link SessionCache} of applications. */
@ApplicationScoped
public class IssuerSessionCache implements SessionCache {

    @Inject Evictions evictions;

    @Override
    public void forget(String sessionId) {
        evictions.session(sessionId);
    }
}
