package betterauth.jakarta.guard;

import betterauth.jakarta.RequireRole;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a guard demands of a caller. */
sealed interface GuardRule {

    /** The demand that a caller in these roles does not meet, in words; empty if they meet all. */
    Optional<String> lacking(Predicate<String> isInRole);

    /** One rule that demands what all of these do; empty if there are none. */
    static Optional<GuardRule> all(List<GuardRule> rules) {
        List<GuardRule> demanding =
                rules.stream().filter(rule -> !(rule instanceof Open)).distinct().toList();
        if (demanding.isEmpty()) {
            return rules.stream().findFirst();
        }
        List<GuardRule> roles =
                demanding.stream().filter(rule -> !(rule instanceof AuthenticatedCaller)).toList();
        return Optional.of(
                switch (roles.size()) {
                    case 0 -> new AuthenticatedCaller();
                    case 1 -> roles.get(0);
                    default -> new All(roles);
                });
    }

    /** Nothing. */
    record Open() implements GuardRule {

        @Override
        public Optional<String> lacking(Predicate<String> isInRole) {
            return Optional.empty();
        }
    }

    /** An authenticated caller. */
    record AuthenticatedCaller() implements GuardRule {

        @Override
        public Optional<String> lacking(Predicate<String> isInRole) {
            return Optional.empty();
        }
    }

    /** What no caller meets. */
    record NoCaller() implements GuardRule {

        @Override
        public Optional<String> lacking(Predicate<String> isInRole) {
            return Optional.of("No caller is allowed");
        }
    }

    /**
     * Roles.
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

        @Override
        public Optional<String> lacking(Predicate<String> isInRole) {
            boolean admits =
                    match == RequireRole.Match.ALL
                            ? names.stream().allMatch(isInRole)
                            : names.stream().anyMatch(isInRole);
            return admits ? Optional.empty() : Optional.of(demand());
        }

        private String demand() {
            if (names.size() == 1) {
                return "The role " + names.get(0) + " is required";
            }
            String all = String.join(", ", names);
            return match == RequireRole.Match.ALL
                    ? "All of these roles are required: " + all
                    : "One of these roles is required: " + all;
        }
    }

    /** Several rules of one place, all of which apply. */
    record All(List<GuardRule> rules) implements GuardRule {

        public All {
            rules = List.copyOf(rules);
        }

        @Override
        public Optional<String> lacking(Predicate<String> isInRole) {
            return Optional.of(
                            rules.stream()
                                    .flatMap(rule -> rule.lacking(isInRole).stream())
                                    .collect(Collectors.joining(". ")))
                    .filter(demands -> !demands.isEmpty());
        }
    }
}
