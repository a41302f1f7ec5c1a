package betterauth.jakarta.guard;

import betterauth.jakarta.guard.ResourceMembers.Locator;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * The rules of the sub-resource locators that a path may run. Jakarta REST runs locators while it
 * matches a request, before any filter but the pre-matching ones, so they are found here by the
 * resources' annotations and declared types.
 */
final class LocatorRules {

    private final GuardRules rules;
    private final List<Root> roots;
    private final ConcurrentMap<Class<?>, ResourceMembers> members = new ConcurrentHashMap<>();

    /** Looks at types, of which those with {@code @Path} on them or a supertype are resources. */
    LocatorRules(GuardRules rules, Collection<Class<?>> types) {
        this.rules = rules;
        this.roots =
                types.stream()
                        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                        .flatMap(type -> Root.of(type).stream())
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
     *     beginning with a slash; empty if that is unknown, and then every locator matches
     * @return a rule for each locator, empty for one that no place carries a rule for
     */
    Set<Optional<GuardRule>> of(Optional<Set<String>> readings) {
        Set<Optional<GuardRule>> found = new LinkedHashSet<>();
        if (readings.isEmpty()) {
            roots.forEach(root -> addAll(root.type(), found, new HashSet<>()));
            return found;
        }
        for (String path : readings.get()) {
            for (Root root : chosen(path)) {
                String rest = root.template().rest(path).orElseThrow();
                add(new Step(root.type(), rest), found, new HashSet<>());
            }
        }
        return found;
    }

    /**
     * The root resources that a path may be matched to: first by their own templates (Jakarta REST
     * 3.1, section 3.7.2, 1), or, as RESTEasy does, together with those of their members.
     */
    private Set<Root> chosen(String path) {
        List<Root> matching =
                roots.stream().filter(root -> root.template().rest(path).isPresent()).toList();
        Set<Root> chosen = new LinkedHashSet<>();
        chosen.addAll(first(matching.stream().map(root -> new Match(root, root.template()))));
        chosen.addAll(first(matching.stream().flatMap(root -> withMembers(root, path))));
        return chosen;
    }

    private Stream<Match> withMembers(Root root, String path) {
        String rest = root.template().rest(path).orElseThrow();
        ResourceMembers found = membersOf(root.type());
        return Stream.concat(
                        found.methods().stream()
                                .filter(
                                        template ->
                                                template.rest(rest)
                                                        .filter(String::isEmpty)
                                                        .isPresent()),
                        found.locators().stream()
                                .map(Locator::template)
                                .filter(template -> template.rest(rest).isPresent()))
                .map(template -> new Match(root, root.template().with(template)));
    }

    private static List<Root> first(Stream<Match> matches) {
        List<Match> sorted =
                matches.sorted(Comparator.comparing(Match::template, PathTemplate.PRECEDENCE))
                        .toList();
        return sorted.stream()
                .filter(
                        match ->
                                PathTemplate.PRECEDENCE.compare(
                                                match.template(), sorted.get(0).template())
                                        == 0)
                .map(Match::root)
                .toList();
    }

    private void add(Step step, Set<Optional<GuardRule>> found, Set<Step> seen) {
        if (!seen.add(step)) {
            return;
        }
        for (Locator locator : membersOf(step.type()).locatorsFor(step.path())) {
            found.add(rule(step.type(), locator));
            String rest = locator.template().rest(step.path()).orElseThrow();
            locator.located().ifPresent(next -> add(new Step(next, rest), found, seen));
        }
    }

    private void addAll(Class<?> type, Set<Optional<GuardRule>> found, Set<Class<?>> seen) {
        if (!seen.add(type)) {
            return;
        }
        for (Locator locator : membersOf(type).locators()) {
            found.add(rule(type, locator));
            locator.located().ifPresent(next -> addAll(next, found, seen));
        }
    }

    /** The rule of one locator. The type of what it locates is guarded in any case. */
    private Optional<GuardRule> rule(Class<?> type, Locator locator) {
        Optional<GuardRule> rule = rules.of(type, locator.method());
        boolean isOpened =
                rules == GuardRules.OWN
                        && rule.filter(GuardRule.Open.class::isInstance).isPresent();
        return isOpened ? rules.ofType(type).or(() -> rule) : rule;
    }

    private ResourceMembers membersOf(Class<?> type) {
        // Bounded by the resource types of the application.
        return members.computeIfAbsent(type, ResourceMembers::of);
    }

    /** A type, and what is left of the path for its members: as many as the path has rests. */
    private record Step(Class<?> type, String path) {}

    private record Match(Root root, PathTemplate template) {}

    private record Root(Class<?> type, PathTemplate template) {

        static Optional<Root> of(Class<?> type) {
            return AnnotatedMethods.path(type)
                    .map(path -> new Root(type, PathTemplate.parse(path.value())));
        }
    }
}
