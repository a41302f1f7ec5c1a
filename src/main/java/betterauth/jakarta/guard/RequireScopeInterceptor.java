package betterauth.jakarta.guard;

import betterauth.jakarta.RequireScope;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Stands before what carries {@link RequireScope}, outside of transactions. */
@RequireScope({})
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class RequireScopeInterceptor {

    @Inject Guard guard;

    @AroundInvoke
    Object guard(InvocationContext invocation) throws Exception {
        return guard.proceed(invocation, () -> refuse(invocation));
    }

    /** The scopes are unknown, so no access token has them. */
    private static void refuse(InvocationContext invocation) {
        throw new IllegalStateException(
                "@RequireScope must stand on a type, a method, a stereotype or an interceptor binding"
                        + " of: "
                        + invocation.getMethod());
    }
}
