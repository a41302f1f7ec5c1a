package betterauth.jakarta.caller;

import betterauth.jakarta.identity.ClientPrincipal;

/** The client of one request, by which {@link PrincipalTrace} tells requests apart. */
public final class RequestClient extends ClientPrincipal implements PrincipalTrace.OfRequest {

    private final PrincipalTrace trace = new PrincipalTrace();

    /** The same client, for a new request. */
    public RequestClient(ClientPrincipal client) {
        super(client.grant());
    }

    @Override
    public PrincipalTrace trace() {
        return trace;
    }
}
