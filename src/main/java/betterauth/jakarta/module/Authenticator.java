package betterauth.jakarta.module;

import betterauth.jakarta.caller.CallerAddress;
import betterauth.jakarta.credential.Credential;
import betterauth.jakarta.credential.CredentialReader;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.observe.BoundedLog;
import betterauth.jakarta.observe.Loggers;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;

/** Authenticates requests. Safe for use by many threads. */
public final class Authenticator {

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final CredentialReader reader;
    private final Issuer issuer;
    private final AuthenticationListener listener;
    private final BoundedLog log;
    private final ForwardedAddress forwarded = new ForwardedAddress();

    /**
     * Puts the parts together.
     *
     * @param listener learns of each outcome, but for internal errors
     */
    public Authenticator(
            CredentialReader reader, Issuer issuer, AuthenticationListener listener, Clock clock) {
        this.reader = reader;
        this.issuer = issuer;
        this.listener = listener;
        this.log = new BoundedLog(Loggers.authentication(), clock);
    }

    /** Decides; an internal error leaves undecided, and never lets anybody in. */
    Authentication authenticate(HttpServletRequest request) {
        try {
            Credential credential = reader.read(request);
            String address = CallerAddress.of(request);
            if (credential instanceof Credential.Session) {
                forwarded.check(request, address);
            }
            Authentication outcome = issuer.authenticate(credential, address);
            listener.decided(credential, outcome, address);
            return outcome;
        } catch (RuntimeException failure) {
            log.log(
                    System.Logger.Level.ERROR,
                    "Authentication failed with an internal error",
                    failure);
            return new Unavailable("Authentication failed", AFTER_FAILURE);
        }
    }
}
