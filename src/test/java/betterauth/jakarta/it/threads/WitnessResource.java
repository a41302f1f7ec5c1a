package betterauth.jakarta.it.threads;

import betterauth.jakarta.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/**
 * No scope: on Payara no request scope is active in an asynchronous dispatch. The same behind
 * Jakarta REST, and only for authenticated callers.
 */
@Path("who")
@Produces("text/plain;charset=utf-8")
public class WitnessResource {

    @Inject Witness witness;

    @GET
    @Authenticated
    public String who() {
        return witness.testify();
    }
}
