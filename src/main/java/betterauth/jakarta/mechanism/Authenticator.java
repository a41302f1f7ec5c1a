package betterauth.jakarta.mechanism;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.caller.CallerAddress;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.session.SessionAuthenticator;
import betterauth.jakarta.session.SessionCredential;
import betterauth.jakarta.session.SessionToken;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides who makes a request. Safe for use by many threads. */
public final class Authenticator {

    private static final System.Logger LOG = System.getLogger(Authenticator.class.getName());
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

    private final CredentialReader reader;
    private final TokenAuthenticator tokens;
    private final SessionAuthenticator sessions;
    private final boolean acceptsSessions;

    Authenticator(
            CredentialReader reader,
            TokenAuthenticator tokens,
            SessionAuthenticator sessions,
            boolean acceptsSessions) {
        this.reader = reader;
        this.tokens = tokens;
        this.sessions = sessions;
        this.acceptsSessions = acceptsSessions;
    }

    /** The caches to look at and to empty. */
    public List<ObservableCache> caches() {
        return Stream.concat(tokens.caches().stream(), sessions.caches().stream()).toList();
    }

    /** Decides; a fault of our own is "could not decide", and never lets anybody in. */
    Authentication authenticate(HttpServletRequest request) {
        try {
            return authenticate(reader.read(request), CallerAddress.of(request));
        } catch (RuntimeException fault) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Authentication failed with an internal error",
                    fault);
            return new Unavailable("Authentication failed", AFTER_FAULT);
        }
    }

    private Authentication authenticate(Credential credential, String callerAddress) {
        if (credential instanceof Credential.Bearer bearer) {
            return tokens.authenticate(bearer.token())
                    .orElseGet(() -> authenticateSession(bearer.token(), callerAddress));
        }
        if (credential instanceof Credential.TokenCookie cookie) {
            return tokens.authenticate(cookie.token())
                    .orElseGet(
                            () ->
                                    new Rejected(
                                            RefusalCode.INVALID_TOKEN,
                                            "The cookie is not a JSON Web Token"));
        }
        if (credential instanceof Credential.Session session) {
            return sessions.authenticate(session.credential(), callerAddress);
        }
        if (credential instanceof Credential.Unusable unusable) {
            return unusable.reason();
        }
        return new Anonymous();
    }

    private Authentication authenticateSession(String bearer, String callerAddress) {
        if (!acceptsSessions) {
            return new Rejected(
                    RefusalCode.INVALID_TOKEN, "The bearer token is not a JSON Web Token");
        }
        Optional<SessionToken> token = SessionToken.parse(bearer);
        return token.isPresent()
                ? sessions.authenticate(
                        new SessionCredential.BearerSession(token.get()), callerAddress)
                : new Rejected(
                        RefusalCode.INVALID_SESSION, "The bearer token is not a session token");
    }
}
