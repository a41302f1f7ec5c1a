package betterauth.jakarta.caller;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.Mechanism;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.function.Predicate;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The callers of requests: whom the module established, or the server's own MP-JWT. */
public final class RequestCallers {

    private final Mechanism mechanism;
    private final ContainerTokens tokens;
    private final Predicate<HttpServletRequest> crossSite;

    /**
     * Tells the callers of an application's requests.
     *
     * @param tokens judges the tokens that the server's own MP-JWT verified
     * @param crossSite whether a cookie may authenticate a request
     */
    public RequestCallers(
            Mechanism mechanism, ContainerTokens tokens, Predicate<HttpServletRequest> crossSite) {
        this.mechanism = mechanism;
        this.tokens = tokens;
        this.crossSite = crossSite;
    }

    /** What was decided about the request's credential; decided once for all its dispatches. */
    Authentication of(HttpServletRequest request) {
        Authentication known = RequestOutcome.of(request);
        if (known != null) {
            return known;
        }
        Authentication outcome =
                mechanism == Mechanism.CONTAINER ? ofContainer(request) : new Anonymous();
        RequestOutcome.keep(request, outcome);
        return outcome;
    }

    /** The principal that the server carries for the request's caller. */
    @Nullable Principal principal(HttpServletRequest request) {
        if (mechanism == Mechanism.CONTAINER) {
            return request.getUserPrincipal();
        }
        Authentication outcome = RequestOutcome.of(request);
        return outcome == null ? null : outcome.principal();
    }

    private Authentication ofContainer(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        PrincipalTrace.establish(principal);
        if (!(principal instanceof JsonWebToken token)) {
            return new Anonymous();
        }
        // Without the header the server took it from a cookie.
        return request.getHeader("Authorization") != null || crossSite.test(request)
                ? tokens.identify(token)
                : new Rejected(
                        RefusalCode.ORIGIN_NOT_ALLOWED,
                        "A cookie is not accepted with this method from this origin");
    }
}
