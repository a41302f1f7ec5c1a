package betterauth.jakarta.mechanism;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.cache.ObservableCache;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.token.TokenAuthenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;

/** Decides who makes a request. Safe for use by many threads. */
public final class Authenticator {

    private static final System.Logger LOG = System.getLogger(Authenticator.class.getName());
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

    private final CredentialReader reader;
    private final TokenAuthenticator tokens;

    Authenticator(CredentialReader reader, TokenAuthenticator tokens) {
        this.reader = reader;
        this.tokens = tokens;
    }

    /** The caches to look at and to empty. */
    public List<ObservableCache> caches() {
        return tokens.caches();
    }

    /** Decides; a fault of our own is "could not decide", and never lets anybody in. */
    Authentication authenticate(HttpServletRequest request) {
        try {
            return authenticate(reader.read(request));
        } catch (RuntimeException fault) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Authentication failed by a fault of its own",
                    fault);
            return new Unavailable("Authentication failed", AFTER_FAULT);
        }
    }

    private Authentication authenticate(Credential credential) {
        if (credential instanceof Credential.Bearer bearer) {
            return tokens.authenticate(bearer.token())
                    .orElseGet(
                            () ->
                                    new Rejected(
                                            RefusalCode.INVALID_TOKEN,
                                            "The bearer token is not a JSON Web Token"));
        }
        if (credential instanceof Credential.Unusable unusable) {
            return unusable.reason();
        }
        return new Anonymous();
    }
}
