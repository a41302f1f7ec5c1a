package betterauth.jakarta.guard;

import betterauth.jakarta.Authenticated;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Stands before what is {@link Authenticated}, outside of transactions. */
@Authenticated
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class AuthenticatedInterceptor {

    @Inject Guard guard;

    @AroundInvoke
    Object guard(InvocationContext invocation) throws Exception {
        return guard.proceed(invocation, guard::checkAuthenticated);
    }
}
