package betterauth.jakarta.wiring;

import betterauth.jakarta.SessionCache;
import betterauth.jakarta.issuer.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The {@link SessionCache} of applications. */
@ApplicationScoped
public class IssuerSessionCache implements SessionCache {

    @Inject Issuer issuer;

    @Override
    public void forget(String sessionId) {
        issuer.revoke(sessionId);
    }
}
