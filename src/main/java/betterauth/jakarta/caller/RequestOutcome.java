package betterauth.jakarta.caller;

import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.ClientGrant;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was decided about a request's credential, kept on the request for all its dispatches. */
public final class RequestOutcome {

    private static final String ATTRIBUTE = RequestOutcome.class.getName();

    private RequestOutcome() {}

    /** Keeps the decision. */
    public static void keep(ServletRequest request, Authentication outcome) {
        request.setAttribute(ATTRIBUTE, outcome);
    }

    /** Ends what was decided, for the rest of the request: its caller signed out. */
    public static void end(ServletRequest request) {
        keep(request, BoundCaller.UNAUTHENTICATED.authentication());
        CallerBinding.replace(BoundCaller.UNAUTHENTICATED);
    }

    /**
     * The decision by a DPoP proof, which stands for the whole request: the proof counts once (RFC
     * 9449, section 11.1), and servers may authenticate a request again.
     *
     * @return empty if no proof was accepted, or its caller signed out
     */
    public static Optional<Authentication> byProof(ServletRequest request) {
        return Optional.ofNullable(of(request)).filter(RequestOutcome::isBound);
    }

    private static boolean isBound(Authentication outcome) {
        ClientGrant client = outcome.client();
        return client != null && client.thumbprint() != null;
    }

    /** The decision; null if none was made. */
    static @Nullable Authentication of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Authentication outcome ? outcome : null;
    }
}
