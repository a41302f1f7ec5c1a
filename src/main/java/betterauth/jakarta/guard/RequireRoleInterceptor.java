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
        return guard.proceed(invocation);
    }
}
