package betterauth.jakarta.guard;

import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireScope;
import betterauth.jakarta.config.OAuthSettings;
import betterauth.jakarta.identity.ClientGrant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a guard demands of a caller. */
sealed interface GuardRule {

    /**
     * The roles that a caller does not have, as a demand in words; empty if they have all, or none
     * is demanded.
     */
    Optional<String> lacking(Predicate<String> isInRole);

    /** Whether a client that acts for no user is refused, whatever its scopes are. */
    default boolean isForUsers() {
        return true;
    }

    /** The demands of scopes among these. */
    default List<Scopes> scopes() {
        return List.of();
    }

    /** One rule that demands what all of these do; empty if there are none. */
    static Optional<GuardRule> all(List<GuardRule> rules) {
        List<GuardRule> demanding =
                rules.stream().filter(rule -> !(rule instanceof Open)).distinct().toList();
        if (demanding.isEmpty()) {
            return rules.stream().findFirst();
        }
        List<GuardRule> more =
                demanding.stream().filter(rule -> !(rule instanceof AuthenticatedCaller)).toList();
        boolean isImplied = more.stream().anyMatch(GuardRule::isForUsers);
        List<GuardRule> needed = more.isEmpty() || isImplied ? more : demanding;
        return Optional.of(
                switch (needed.size()) {
                    case 0 -> new AuthenticatedCaller();
                    case 1 -> needed.get(0);
                    default -> new All(needed);
                });
    }

    /** Nothing. */
    record Open() implements GuardRule {

        @Override
        public boolean isForUsers() {
            return false;
        }

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

    /**
     * Scopes of an access token.
     *
     * @param names at least one
     * @param match whether one of them is enough
     * @param firstParty whether a user in person is admitted
     */
    record Scopes(Set<String> names, RequireScope.Match match, boolean firstParty)
            implements GuardRule {

        public Scopes {
            names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
            if (names.isEmpty() || !names.stream().allMatch(OAuthSettings::isScope)) {
                throw new IllegalArgumentException(
                        "RequireScope must name at least one scope, each as RFC 6749, section 3.3,"
                                + " has it");
            }
        }

        @Override
        public Optional<String> lacking(Predicate<String> isInRole) {
            return Optional.empty();
        }

        @Override
        public boolean isForUsers() {
            return false;
        }

        @Override
        public List<Scopes> scopes() {
            return List.of(this);
        }

        /**
         * Whether a caller is admitted.
         *
         * @param client the client that calls, or null for a user in person
         */
        boolean admits(@Nullable ClientGrant client) {
            if (client == null) {
                return firstParty;
            }
            return match == RequireScope.Match.ALL
                    ? client.scopes().containsAll(names)
                    : names.stream().anyMatch(client.scopes()::contains);
        }

        /** The demand in words. */
        String demand() {
            String all = String.join(", ", names);
            if (names.size() == 1) {
                return "An access token with the scope " + all + " is required";
            }
            return match == RequireScope.Match.ALL
                    ? "An access token with all of these scopes is required: " + all
                    : "An access token with one of these scopes is required: " + all;
        }
    }

    /** Several rules of one place, all of which apply. */
    record All(List<GuardRule> rules) implements GuardRule {

        public All {
            rules = List.copyOf(rules);
        }

        @Override
        public boolean isForUsers() {
            return rules.stream().anyMatch(GuardRule::isForUsers);
        }

        @Override
        public List<Scopes> scopes() {
            return rules.stream().flatMap(rule -> rule.scopes().stream()).toList();
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
