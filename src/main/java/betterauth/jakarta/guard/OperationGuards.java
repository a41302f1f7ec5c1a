package betterauth.jakarta.guard;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.caller.Caller;
import betterauth.jakarta.config.PathSettings;
import betterauth.jakarta.guard.ResourceOperation.Place;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the guards of Jakarta REST demand for a path and an HTTP method, for documents: found
 * without a request, by annotations, declared types and settings. What EJBs and beans behind a
 * resource demand is not seen.
 */
public final class OperationGuards {

    private static final GuardRule AUTHENTICATED = new GuardRule.AuthenticatedCaller();

    private final PathSettings paths;
    private final Map<Key, List<ResourceOperation>> operations;

    /**
     * Describes an application.
     *
     * @param types of which those with {@code @Path} are resources
     */
    public OperationGuards(PathSettings paths, Collection<Class<?>> types) {
        this.paths = paths;
        this.operations =
                ResourceOperation.of(types).stream()
                        .collect(
                                Collectors.groupingBy(
                                        each -> new Key(each.path(), each.httpMethod())));
    }

    /** Whether no resource is known, so that only settings guard. */
    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /** The answer to an anonymous caller, where the operation has a guard. */
    public static Problem anonymous() {
        return Problem.of(Caller.refusal(new Authentication.Anonymous()));
    }

    /**
     * The answer to an authenticated caller who is not allowed to call an operation.
     *
     * @param path the template of a path below the context root: that of the application, and of
     *     the resource. The application's is not compared, since it may be unknown yet
     * @param httpMethod such as {@code GET}
     * @return the answer, which names the role if one is required; empty if anonymous callers are
     *     allowed
     */
    public Optional<Problem> refusal(String path, String httpMethod) {
        OperationPath whole = new OperationPath(path);
        boolean isProtected = paths.protects(whole.text());
        List<ResourceOperation> found =
                whole.belowApplications()
                        .map(each -> operations.get(new Key(each, httpMethod)))
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .orElse(List.of());
        Stream<GuardRule> rules =
                found.isEmpty()
                        ? Stream.of(AUTHENTICATED).filter(rule -> isProtected)
                        : found.stream().flatMap(each -> demanded(each, isProtected).stream());
        return rules.findFirst().map(OperationGuards::refusal);
    }

    private static Problem refusal(GuardRule rule) {
        return rule.lacking(role -> false)
                .map(demand -> new Problem(RefusalCode.INSUFFICIENT_ROLE, demand, null))
                .or(() -> scopeRefusal(rule))
                .orElseGet(() -> new Problem(RefusalCode.USER_BANNED, "The user is banned", null));
    }

    private static Optional<Problem> scopeRefusal(GuardRule rule) {
        return Optional.of(
                        rule.scopes().stream()
                                .map(GuardRule.Scopes::demand)
                                .collect(Collectors.joining(". ")))
                .filter(demands -> !demands.isEmpty())
                .map(demands -> new Problem(RefusalCode.INSUFFICIENT_SCOPE, demands, null));
    }

    /** What {@link GuardFilter}, {@link LocatorFilter} and {@link ProtectedPathsFilter} demand. */
    private static Optional<GuardRule> demanded(ResourceOperation operation, boolean isProtected) {
        List<GuardRule> rules = new ArrayList<>();
        for (Place locator : operation.locators()) {
            rules.addAll(demanded(locator, isProtected));
            GuardRules.OWN.ofType(locator.type()).ifPresent(rules::add);
        }
        rules.addAll(demanded(operation.place(), isProtected));
        return GuardRule.all(rules).filter(rule -> !(rule instanceof GuardRule.Open));
    }

    private static List<GuardRule> demanded(Place place, boolean isProtected) {
        Optional<GuardRule> own = GuardRules.OWN.of(place.type(), place.method());
        Optional<GuardRule> byPath =
                isProtected && own.isEmpty() ? Optional.of(AUTHENTICATED) : Optional.empty();
        return Stream.of(GuardRules.STANDARD.of(place.type(), place.method()), own, byPath)
                .flatMap(Optional::stream)
                .toList();
    }

    private record Key(OperationPath path, String httpMethod) {}
}
