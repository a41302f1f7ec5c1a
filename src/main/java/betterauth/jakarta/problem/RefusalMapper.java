package betterauth.jakarta.problem;

import betterauth.jakarta.RefusalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.function.Supplier;

/** Answers a {@link RefusalException} with its problem. */
public final class RefusalMapper implements ExceptionMapper<RefusalException> {

    private final Supplier<Challenges> challenges;

    /**
     * Maps refusals.
     *
     * @param challenges asked for each answer
     */
    public RefusalMapper(Supplier<Challenges> challenges) {
        this.challenges = challenges;
    }

    @Override
    public Response toResponse(RefusalException refusal) {
        return Problem.of(refusal).response(challenges.get());
    }
}
