package betterauth.jakarta.problem;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.caller.Caller;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Answers a refusal of the server's own {@code @RolesAllowed} as ours: without it, that is a status
 * 500.
 */
public final class EjbAccessMapper implements ExceptionMapper<EJBAccessException> {

    private final Caller caller;

    public EjbAccessMapper(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Response toResponse(EJBAccessException refusal) {
        return problem().response();
    }

    private Problem problem() {
        try {
            caller.required();
            return new Problem(
                    RefusalCode.INSUFFICIENT_ROLE, "A role that the caller lacks is needed", null);
        } catch (AuthenticationRequiredException nobody) {
            return Problem.of(nobody);
        } catch (AccessDeniedException barred) {
            return Problem.of(barred);
        }
    }
}
