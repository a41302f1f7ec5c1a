package betterauth.jakarta.wiring;

import betterauth.jakarta.RefusalException;
import betterauth.jakarta.caller.Caller;
import betterauth.jakarta.caller.CallerAddress;
import betterauth.jakarta.caller.SecurityEvents;
import betterauth.jakarta.cors.CorsPolicy;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.module.MandatoryAnswer;
import betterauth.jakarta.problem.Challenges;
import betterauth.jakarta.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The answers that Jakarta REST gives to refused callers and to preflights, for requests that do
 * not get as far.
 */
final class ServletAnswers implements MandatoryAnswer {

    private final Challenges challenges;
    private final CorsPolicy cors;
    private final SecurityEvents events;

    ServletAnswers(Challenges challenges, CorsPolicy cors, SecurityEvents events) {
        this.challenges = challenges;
        this.cors = cors;
        this.events = events;
    }

    /** A preflight carries no credential (Fetch standard), so no constraint can be met by it. */
    @Override
    public void write(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        String origin = request.getHeader("Origin");
        String method = request.getHeader("Access-Control-Request-Method");
        if (origin != null && CorsPolicy.isPreflight(request.getMethod(), origin, method)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            response.addHeader("Vary", "Origin");
            response.addHeader("Vary", "Access-Control-Request-Method");
            response.addHeader("Vary", "Access-Control-Request-Headers");
            // WildFly adds one of its own to constrained paths that have none.
            response.setHeader("Cache-Control", "no-store");
            cors.preflightHeaders(origin).forEach(response::setHeader);
            response.flushBuffer();
            return;
        }
        RefusalException refusal = Caller.refusal(authentication);
        events.refused(refusal, authentication, CallerAddress.of(request));
        write(Problem.of(refusal), request, response);
    }

    /** Writes a problem as Jakarta REST would, with the headers that let front ends read it. */
    void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = problem.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        problem.headers(challenges)
                .forEach(
                        (name, values) -> {
                            response.setHeader(name, values.get(0));
                            values.stream()
                                    .skip(1)
                                    .forEach(value -> response.addHeader(name, value));
                        });
        response.addHeader("Vary", "Origin");
        cors.answerHeaders(request.getHeader("Origin")).forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
