package betterauth.jakarta.guard;

import betterauth.jakarta.RequireRole;
import java.util.List;
import java.util.Set;

/**
 * Whom a guard lets in.
 *
 * @param roles the roles asked for; empty if any known caller will do
 * @param match whether one of the roles is enough
 */
record GuardRule(List<String> roles, RequireRole.Match match) {

    static final GuardRule AUTHENTICATED = new GuardRule(List.of(), RequireRole.Match.ALL);

    GuardRule {
        roles = List.copyOf(roles);
    }

    static GuardRule of(RequireRole annotation) {
        List<String> roles = List.of(annotation.value());
        if (roles.isEmpty() || roles.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "RequireRole must name at least one role, and no blank one");
        }
        return new GuardRule(roles, annotation.match());
    }

    boolean admits(Set<String> held) {
        return match == RequireRole.Match.ALL
                ? held.containsAll(roles)
                : roles.stream().anyMatch(held::contains);
    }

    /** What a caller lacks, in words. */
    String demand() {
        if (roles.size() == 1) {
            return "The role " + roles.get(0) + " is needed";
        }
        String names = String.join(", ", roles);
        return match == RequireRole.Match.ALL
                ? "All of these roles are needed: " + names
                : "One of these roles is needed: " + names;
    }
}
