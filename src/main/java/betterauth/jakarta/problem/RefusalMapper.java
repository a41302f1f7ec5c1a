package betterauth.jakarta.problem;

import betterauth.jakarta.RefusalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers a {@link RefusalException} with its problem. */
public final class RefusalMapper implements ExceptionMapper<RefusalException> {

    @Override
    public Response toResponse(RefusalException refusal) {
        return Problem.of(refusal).response();
    }
}
