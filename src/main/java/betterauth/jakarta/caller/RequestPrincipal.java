package betterauth.jakarta.caller;

import betterauth.jakarta.identity.UserPrincipal;

/** The user of one request, by which {@link PrincipalTrace} tells requests apart. */
public final class RequestPrincipal extends UserPrincipal {

    private final PrincipalTrace trace = new PrincipalTrace();

    /** The same caller, for a new request. */
    public RequestPrincipal(UserPrincipal caller) {
        super(caller);
    }

    PrincipalTrace trace() {
        return trace;
    }
}
