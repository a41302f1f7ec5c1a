package betterauth.jakarta.guard;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Enforces {@code @RolesAllowed} and {@code @DenyAll} of Jakarta REST resources (Jakarta
 * Annotations 2.1, sections 2.10 to 2.12; MicroProfile JWT 2.1, section 6.2) by the server's roles,
 * and before the server does: WildFly enforces them only where a parameter says so, and answers a
 * caller who is not authenticated with 403.
 */
@Priority(RolesAllowedFilter.PRIORITY)
final class RolesAllowedFilter implements ContainerRequestFilter {

    static final int PRIORITY = Priorities.AUTHORIZATION - 1;

    private final Guard guard;
    private final List<String> roles;

    private RolesAllowedFilter(Guard guard, List<String> roles) {
        this.guard = guard;
        this.roles = roles;
    }

    /** The filter for a method; empty if none of the annotations restricts it. */
    static Optional<RolesAllowedFilter> of(Guard guard, Class<?> resource, Method method) {
        Method written = Proxies.unwrap(method);
        return Stream.of(written, written.getDeclaringClass(), Proxies.unwrap(resource))
                .filter(RolesAllowedFilter::isAnnotated)
                .findFirst()
                .filter(RolesAllowedFilter::restricts)
                .map(place -> new RolesAllowedFilter(guard, roles(place)));
    }

    @Override
    public void filter(ContainerRequestContext request) {
        guard.checkAnyRole(roles, request.getSecurityContext()::isUserInRole);
    }

    private static boolean isAnnotated(AnnotatedElement place) {
        return restricts(place) || place.isAnnotationPresent(PermitAll.class);
    }

    private static boolean restricts(AnnotatedElement place) {
        return place.isAnnotationPresent(RolesAllowed.class)
                || place.isAnnotationPresent(DenyAll.class);
    }

    private static List<String> roles(AnnotatedElement place) {
        RolesAllowed allowed = place.getAnnotation(RolesAllowed.class);
        return allowed == null || place.isAnnotationPresent(DenyAll.class)
                ? List.of()
                : List.of(allowed.value());
    }
}
