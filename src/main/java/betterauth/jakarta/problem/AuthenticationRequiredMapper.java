package betterauth.jakarta.problem;

import betterauth.jakarta.AuthenticationRequiredException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers {@link AuthenticationRequiredException} with its problem. */
public final class AuthenticationRequiredMapper
        implements ExceptionMapper<AuthenticationRequiredException> {

    @Override
    public Response toResponse(AuthenticationRequiredException refusal) {
        return Problem.of(refusal).response();
    }
}
