package betterauth.jakarta.problem;

import betterauth.jakarta.AccessDeniedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers {@link AccessDeniedException} with its problem. */
public final class AccessDeniedMapper implements ExceptionMapper<AccessDeniedException> {

    @Override
    public Response toResponse(AccessDeniedException refusal) {
        return Problem.of(refusal).response();
    }
}
