package betterauth.jakarta.wiring;

import betterauth.jakarta.RefusalException;
import betterauth.jakarta.problem.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a refusal that leaves a servlet, as Jakarta REST answers one that leaves a resource. Any
 * other exception goes on as it is, and so does one of a forward or an include, to the request
 * around it, and one of an error page.
 */
final class RefusalFilter implements Filter {

    private static final int DEEPEST_CAUSE = 10;

    private static final Set<DispatcherType> OUTERMOST =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);

    private final ServletAnswers answers;

    RefusalFilter(ServletAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Afterwards WildFly says FORWARD of a request that was forwarded within.
        boolean isOutermost = OUTERMOST.contains(request.getDispatcherType());
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException failed) {
            Optional<RefusalException> refusal = refusal(failed);
            if (refusal.isEmpty()
                    || !isOutermost
                    || response.isCommitted()
                    || !(request instanceof HttpServletRequest httpRequest)
                    || !(response instanceof HttpServletResponse httpResponse)) {
                throw failed;
            }
            httpResponse.reset();
            answers.write(Problem.of(refusal.get()), httpRequest, httpResponse);
            if (httpRequest.isAsyncStarted()) {
                httpRequest.getAsyncContext().complete();
            }
        }
    }

    private static Optional<RefusalException> refusal(Exception failed) {
        @Nullable Throwable cause = failed;
        for (int i = 0; i < DEEPEST_CAUSE && cause != null; i++) {
            if (cause instanceof RefusalException refusal) {
                return Optional.of(refusal);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
