package betterauth.jakarta.guard;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireScope;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The rules that stand in one place. Only in the place itself: an inherited annotation is a less
 * specific place.
 */
final class GuardAnnotations {

    private GuardAnnotations() {}

    /**
     * The rule of this project's annotations, all of which apply.
     *
     * @throws IllegalArgumentException if a {@code @RequireRole} names no role, or a
     *     {@code @RequireScope} no scope; the message names the place
     */
    static Optional<GuardRule> own(AnnotatedElement place) {
        RequireRole role = place.getDeclaredAnnotation(RequireRole.class);
        RequireScope scope = place.getDeclaredAnnotation(RequireScope.class);
        List<GuardRule> rules = new ArrayList<>();
        try {
            if (role != null) {
                rules.add(new GuardRule.Roles(List.of(role.value()), role.match()));
            }
            if (scope != null) {
                rules.add(
                        new GuardRule.Scopes(
                                new LinkedHashSet<>(List.of(scope.value())),
                                scope.match(),
                                scope.firstParty()));
            }
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException(unusable.getMessage() + ": " + place, unusable);
        }
        if (place.getDeclaredAnnotation(Authenticated.class) != null) {
            rules.add(new GuardRule.AuthenticatedCaller());
        }
        if (place.getDeclaredAnnotation(PublicAccess.class) != null) {
            rules.add(new GuardRule.Open());
        }
        return GuardRule.all(rules);
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
