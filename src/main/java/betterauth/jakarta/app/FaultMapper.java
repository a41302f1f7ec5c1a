package betterauth.jakarta.app;

import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers what no other mapper does with status 500 and nothing of the fault, so that the answer
 * passes the response filters, {@link ProblemBodyFilter} among them: without it some servers answer
 * outside of Jakarta REST, where a browser's script cannot read that anything went wrong. Any
 * mapper of an application comes before it.
 */
@Provider
@Priority(Integer.MAX_VALUE)
public class FaultMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger("betterauth.jakarta.app");

    @Override
    public Response toResponse(Throwable fault) {
        if (fault instanceof WebApplicationException intended) {
            return intended.getResponse();
        }
        LOG.log(System.Logger.Level.ERROR, "Request failed with an internal error", fault);
        return Response.serverError().build();
    }
}
