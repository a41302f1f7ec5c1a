package betterauth.jakarta.guard;

import betterauth.jakarta.caller.Caller;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClientGrant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.Servlet;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets a caller pass or throws, by the rule of what is called. */
@ApplicationScoped
public class Guard {

    /** Methods of a servlet that the container calls for no caller (Jakarta Servlet 6.0, 2.3). */
    private static final Set<String> CONTAINERS_OWN =
            Set.of("init", "destroy", "getServletConfig", "getServletInfo", "getServletName");

    /** The role of whoever is authenticated (Jakarta Servlet 6.0, section 13.3). */
    private static final String ANYBODY = "**";

    @Inject Caller caller;

    private final ConcurrentMap<Place, Optional<GuardRule>> rules = new ConcurrentHashMap<>();
    private final ConcurrentMap<Class<?>, Optional<GuardRule>> typeRules =
            new ConcurrentHashMap<>();

    /**
     * Calls the intercepted method if the caller may.
     *
     * @param otherwise what to demand where no place carries a rule that can be seen
     */
    Object proceed(InvocationContext invocation, Runnable otherwise) throws Exception {
        Object target = invocation.getTarget();
        Method method = invocation.getMethod();
        if (target instanceof Servlet && CONTAINERS_OWN.contains(method.getName())) {
            return invocation.proceed();
        }
        Class<?> type = target == null ? method.getDeclaringClass() : target.getClass();
        // Bounded by the guarded methods of the application.
        rules.computeIfAbsent(
                        new Place(type, method),
                        place -> GuardRules.OWN.of(place.type(), place.method()))
                .ifPresentOrElse(this::check, otherwise);
        return invocation.proceed();
    }

    /** Demands that the caller is authenticated. */
    void checkAuthenticated() {
        caller.required();
    }

    /** The rule of a type, whatever its methods say. */
    Optional<GuardRule> ruleOf(Class<?> type) {
        // Bounded by the resource types of the application.
        return typeRules.computeIfAbsent(type, GuardRules.OWN::ofType);
    }

    /**
     * Lets the caller pass.
     *
     * @throws betterauth.jakarta.AuthenticationRequiredException if the caller is anonymous
     * @throws betterauth.jakarta.AuthServerUnavailableException if that is undecided
     * @throws betterauth.jakarta.AccessDeniedException if the caller lacks what the rule asks for
     */
    void check(GuardRule rule) {
        if (rule instanceof GuardRule.Open) {
            return;
        }
        Optional<String> lacking =
                rule.isForUsers()
                        ? rule.lacking(caller.required().identity().roles()::contains)
                        : Optional.empty();
        // Another scope mends no lacking role, so that is the reason to give.
        if (lacking.isPresent()) {
            throw caller.lacks(lacking.get());
        }
        if (!rule.scopes().isEmpty()) {
            checkScopes(rule.scopes(), caller.established().client());
        }
    }

    private void checkScopes(List<GuardRule.Scopes> demands, @Nullable ClientGrant client) {
        List<GuardRule.Scopes> lacking =
                demands.stream().filter(scopes -> !scopes.admits(client)).toList();
        if (!lacking.isEmpty()) {
            throw caller.lacksScopes(
                    lacking.stream()
                            .map(GuardRule.Scopes::demand)
                            .collect(Collectors.joining(". ")),
                    // All that the call needs: a client asks for these in place of what it has.
                    demands.stream()
                            .flatMap(scopes -> scopes.names().stream())
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
    }

    /**
     * Lets a caller pass by a rule of {@link GuardRules#STANDARD}. Whom the server admits is
     * admitted: an application may authenticate callers otherwise. But a client that acts for
     * itself is no user, though servers give each caller the role {@code **}.
     *
     * @param isInRole whether the server says that the caller is in a role
     * @throws betterauth.jakarta.RefusalException if the caller may not
     */
    void checkStandard(GuardRule rule, Predicate<String> isInRole) {
        boolean isMachine = caller.authentication() instanceof VerifiedClient;
        Optional<String> lacking =
                rule.lacking(role -> !(isMachine && role.equals(ANYBODY)) && isInRole.test(role));
        if (lacking.isPresent()) {
            var unused = caller.required();
            throw caller.lacks(lacking.get());
        }
    }

    private record Place(Class<?> type, Method method) {}
}
