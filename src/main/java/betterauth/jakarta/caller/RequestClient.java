package betterauth.jakarta.caller;

import betterauth.jakarta.identity.ClientPrincipal;

/** The client of one request, by which {@link PrincipalTrace} tells requests apart. */
public final class RequestClient extends ClientPrincipal {

    private final PrincipalTrace trace = new PrincipalTrace();

    /** The same client, for a new request. */
    public RequestClient(ClientPrincipal client) {
        super(client.grant());
    }

    PrincipalTrace trace() {
        return trace;
    }
}
