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
 */
public final class CallerFilter implements Filter {

    private final RequestCallers callers;

    public CallerFilter(RequestCallers callers) {
        this.callers = callers;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http)) {
            chain.doFilter(request, response);
            return;
        }
        Authentication authentication = callers.of(http);
        Principal principal = authentication.principal() == null ? null : callers.principal(http);
        CallerBinding.Scope bound =
                CallerBinding.bind(new BoundCaller(authentication, CallerAddress.of(http)));
        enter(principal);
        try {
            chain.doFilter(request, response);
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
