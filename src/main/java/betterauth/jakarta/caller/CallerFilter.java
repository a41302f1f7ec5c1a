package betterauth.jakarta.caller;

import betterauth.jakarta.identity.Authentication;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Binds the caller of a request to the thread that works for it, for as long as a dispatch lasts:
 * of the request itself, forward, include, asynchronous and error.
 *
 * <p>Has the next filter of the library within itself: servers notify listeners of each one that
 * they call.
 */
public final class CallerFilter implements Filter {

    private final RequestCallers callers;
    private final Filter next;

    /**
     * Binds the callers of requests.
     *
     * @param next called for every dispatch, with its caller bound
     */
    public CallerFilter(RequestCallers callers, Filter next) {
        this.callers = callers;
        this.next = next;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http)) {
            next.doFilter(request, response, chain);
            return;
        }
        Authentication authentication = callers.of(http);
        Principal principal = authentication.principal() == null ? null : callers.principal(http);
        CallerBinding.Scope bound =
                CallerBinding.bind(new BoundCaller(authentication, CallerAddress.of(http)));
        enter(principal);
        try {
            next.doFilter(request, response, chain);
        } finally {
            leave(principal, http);
            bound.close();
        }
    }

    private static void enter(@Nullable Principal principal) {
        if (principal != null) {
            PrincipalTrace.enter(principal);
        }
    }

    private static void leave(@Nullable Principal principal, HttpServletRequest request) {
        if (principal != null) {
            PrincipalTrace.leave(principal, request.isAsyncStarted());
        }
    }
}
