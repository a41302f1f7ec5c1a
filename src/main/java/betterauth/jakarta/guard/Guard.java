package betterauth.jakarta.guard;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.mechanism.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Lets a caller pass or throws, by the rule of what is called. */
@ApplicationScoped
public class Guard {

    @Inject Caller caller;

    private final ConcurrentMap<Place, Optional<GuardRule>> rules = new ConcurrentHashMap<>();
    private final ConcurrentMap<Class<?>, Optional<GuardRule>> typeRules =
            new ConcurrentHashMap<>();

    /** Calls the intercepted method if the caller may. */
    Object proceed(InvocationContext invocation) throws Exception {
        Object target = invocation.getTarget();
        Method method = invocation.getMethod();
        Class<?> type = target == null ? method.getDeclaringClass() : target.getClass();
        // Bounded by the guarded methods of the application.
        rules.computeIfAbsent(
                        new Place(type, method),
                        place -> GuardRules.of(place.type(), place.method()))
                .ifPresentOrElse(this::check, caller::required);
        return invocation.proceed();
    }

    /** The rule of a type, whatever its methods say. */
    Optional<GuardRule> ruleOf(Class<?> type) {
        // Bounded by the resource types of the application.
        return typeRules.computeIfAbsent(type, GuardRules::ofType);
    }

    /**
     * Lets the caller pass.
     *
     * @throws betterauth.jakarta.AuthenticationRequiredException if nobody is known
     * @throws AccessDeniedException if the caller lacks what the rule asks for
     */
    void check(GuardRule rule) {
        if (rule instanceof GuardRule.Open) {
            return;
        }
        Set<String> held = caller.required().identity().roles();
        if (rule instanceof GuardRule.Roles roles && !roles.admits(held)) {
            throw new AccessDeniedException(RefusalCode.INSUFFICIENT_ROLE, roles.demand());
        }
    }

    private record Place(Class<?> type, Method method) {}
}
