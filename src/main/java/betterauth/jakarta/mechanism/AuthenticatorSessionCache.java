package betterauth.jakarta.mechanism;

import betterauth.jakarta.SessionCache;
import betterauth.jakarta.session.SessionAuthenticator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The {@link SessionCache} of applications. */
@ApplicationScoped
public class AuthenticatorSessionCache implements SessionCache {

    @Inject SessionAuthenticator sessions;

    @Override
    public void forget(String sessionId) {
        sessions.forget(sessionId);
    }
}
