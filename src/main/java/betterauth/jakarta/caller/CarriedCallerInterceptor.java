package betterauth.jakarta.caller;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Binds the caller whom the EJB container carried to an asynchronous method, before any guard. */
@CarriesCaller
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE - 1)
public class CarriedCallerInterceptor {

    @Inject CarriedCaller carried;

    @AroundInvoke
    Object bind(InvocationContext invocation) throws Exception {
        if (CallerBinding.current() != null) {
            return invocation.proceed();
        }
        CallerBinding.Scope bound = CallerBinding.bindCarried(carried.find());
        try {
            return invocation.proceed();
        } finally {
            bound.close();
        }
    }
}
