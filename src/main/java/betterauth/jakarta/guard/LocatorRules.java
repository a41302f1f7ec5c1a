package betterauth.jakarta.guard;

import betterauth.jakarta.guard.ResourceMembers.Locator;
import jakarta.ws.rs.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The rules of the sub-resource locators that a path may run. Jakarta REST runs locators while it
 * matches a request, before any filter but the pre-matching ones, so they are found here by the
 * resources' annotations and declared types.
 *
 * <p>Which of several root resources a server chooses differs, so the locators of each that matches
 * are meant.
 */
final class LocatorRules {

    private final List<Root> roots;
    private final ConcurrentMap<Class<?>, ResourceMembers> members = new ConcurrentHashMap<>();

    /** Looks at resource types, those with {@code @Path}. */
    LocatorRules(Collection<Class<?>> resources) {
        this.roots =
                resources.stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .map(Root::of)
                        .toList();
    }

    /** Whether there is no locator at all. */
    boolean isEmpty() {
        return roots.stream().allMatch(root -> membersOf(root.type()).locators().isEmpty());
    }

    /**
     * The rules of the locators that a request may run.
     *
     * @param readings how the path below the base URI of the application may be read, each
     *     beginning with a slash; empty if that cannot be told, and then every locator is meant
     * @return a rule for each locator, empty for one that no place carries a rule for
     */
    Set<Optional<GuardRule>> of(Optional<Set<String>> readings) {
        Set<Optional<GuardRule>> rules = new LinkedHashSet<>();
        for (Root root : roots) {
            if (readings.isEmpty()) {
                addAll(root.type(), rules, new HashSet<>());
                continue;
            }
            for (String path : readings.get()) {
                root.template()
                        .rest(path)
                        .ifPresent(
                                rest -> add(new Step(root.type(), rest), rules, new HashSet<>()));
            }
        }
        return rules;
    }

    private void add(Step step, Set<Optional<GuardRule>> rules, Set<Step> seen) {
        if (!seen.add(step)) {
            return;
        }
        for (Locator locator : membersOf(step.type()).locatorsFor(step.path())) {
            rules.add(GuardRules.of(step.type(), locator.method()));
            String rest = locator.template().rest(step.path()).orElseThrow();
            locator.located().ifPresent(next -> add(new Step(next, rest), rules, seen));
        }
    }

    private void addAll(Class<?> type, Set<Optional<GuardRule>> rules, Set<Class<?>> seen) {
        if (!seen.add(type)) {
            return;
        }
        for (Locator locator : membersOf(type).locators()) {
            rules.add(GuardRules.of(type, locator.method()));
            locator.located().ifPresent(next -> addAll(next, rules, seen));
        }
    }

    private ResourceMembers membersOf(Class<?> type) {
        // Bounded by the resource types of the application.
        return members.computeIfAbsent(type, ResourceMembers::of);
    }

    /** A type, and what is left of the path for its members: as many as the path has rests. */
    private record Step(Class<?> type, String path) {}

    private record Root(Class<?> type, PathTemplate template) {

        static Root of(Class<?> type) {
            return new Root(type, PathTemplate.parse(type.getAnnotation(Path.class).value()));
        }
    }
}
