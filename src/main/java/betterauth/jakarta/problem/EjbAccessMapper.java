package betterauth.jakarta.problem;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RefusalException;
import betterauth.jakarta.caller.Caller;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.function.Supplier;

/**
 * Answers a refusal of the server's own {@code @RolesAllowed} as ours: without it, that is a status
 * 500.
 */
public final class EjbAccessMapper implements ExceptionMapper<EJBAccessException> {

    private final Caller caller;
    private final Supplier<Challenges> challenges;

    /**
     * Maps refusals.
     *
     * @param challenges asked for each answer
     */
    public EjbAccessMapper(Caller caller, Supplier<Challenges> challenges) {
        this.caller = caller;
        this.challenges = challenges;
    }

    @Override
    public Response toResponse(EJBAccessException refusal) {
        return problem().response(challenges.get());
    }

    private Problem problem() {
        try {
            caller.required();
            return new Problem(
                    RefusalCode.INSUFFICIENT_ROLE,
                    "The caller lacks a role that is required",
                    null);
        } catch (RefusalException refusal) {
            return Problem.of(refusal);
        }
    }
}
