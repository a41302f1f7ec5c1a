package betterauth.jakarta.guard;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;

/**
 * The rules that stand in one place. Only in the place itself: an inherited annotation is a less
 * specific place.
 */
final class GuardAnnotations {

    private GuardAnnotations() {}

    /**
     * The rule of this project's annotations.
     *
     * @throws IllegalArgumentException if a {@code @RequireRole} names no role; the message names
     *     the place
     */
    static Optional<GuardRule> own(AnnotatedElement place) {
        RequireRole requireRole = place.getDeclaredAnnotation(RequireRole.class);
        if (requireRole != null) {
            try {
                return Optional.of(
                        new GuardRule.Roles(List.of(requireRole.value()), requireRole.match()));
            } catch (IllegalArgumentException noRole) {
                throw new IllegalArgumentException(noRole.getMessage() + ": " + place, noRole);
            }
        }
        if (place.getDeclaredAnnotation(Authenticated.class) != null) {
            return Optional.of(new GuardRule.AuthenticatedCaller());
        }
        return place.getDeclaredAnnotation(PublicAccess.class) != null
                ? Optional.of(new GuardRule.Open())
                : Optional.empty();
    }

    /** The rule of Jakarta Annotations 2.1, sections 2.10 to 2.12. */
    static Optional<GuardRule> standard(AnnotatedElement place) {
        if (place.getDeclaredAnnotation(DenyAll.class) != null) {
            return Optional.of(new GuardRule.NoCaller());
        }
        RolesAllowed allowed = place.getDeclaredAnnotation(RolesAllowed.class);
        if (allowed != null) {
            return Optional.of(
                    allowed.value().length == 0
                            ? new GuardRule.NoCaller()
                            : new GuardRule.Roles(List.of(allowed.value()), RequireRole.Match.ANY));
        }
        return place.getDeclaredAnnotation(PermitAll.class) != null
                ? Optional.of(new GuardRule.Open())
                : Optional.empty();
    }
}
