package betterauth.jakarta.guard;

import betterauth.jakarta.RequireRole;
import java.util.List;
import java.util.Set;

/** Whom a guard lets in. */
sealed interface GuardRule {

    /** Everyone. */
    record Open() implements GuardRule {}

    /** Every known caller. */
    record Known() implements GuardRule {}

    /**
     * Callers who hold roles.
     *
     * @param names at least one
     * @param match whether one of them is enough
     */
    record Roles(List<String> names, RequireRole.Match match) implements GuardRule {

        public Roles {
            names = List.copyOf(names);
            if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        "RequireRole must name at least one role, and no blank one");
            }
        }

        boolean admits(Set<String> held) {
            return match == RequireRole.Match.ALL
                    ? held.containsAll(names)
                    : names.stream().anyMatch(held::contains);
        }

        /** What a caller lacks, in words. */
        String demand() {
            if (names.size() == 1) {
                return "The role " + names.get(0) + " is needed";
            }
            String all = String.join(", ", names);
            return match == RequireRole.Match.ALL
                    ? "All of these roles are needed: " + all
                    : "One of these roles is needed: " + all;
        }
    }
}
