package betterauth.jakarta.problem;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.mechanism.Caller;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers a refusal of the server's own {@code @RolesAllowed} as ours: without it, that is a status
 * 500.
 */
@Provider
public class EjbAccessMapper implements ExceptionMapper<EJBAccessException> {

    @Inject Caller caller;

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
