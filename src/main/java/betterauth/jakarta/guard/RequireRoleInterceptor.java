package betterauth.jakarta.guard;

import betterauth.jakarta.RequireRole;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Stands before what carries {@link RequireRole}, outside of transactions. */
@RequireRole({})
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class RequireRoleInterceptor {

    @Inject Guard guard;

    @AroundInvoke
    Object guard(InvocationContext invocation) throws Exception {
        return guard.proceed(invocation, () -> refuse(invocation));
    }

    /** The roles are unknown, so no caller has them. */
    private static void refuse(InvocationContext invocation) {
        throw new IllegalStateException(
                "@RequireRole must stand on a type, a method, a stereotype or an interceptor binding"
                        + " of: "
                        + invocation.getMethod());
    }
}
