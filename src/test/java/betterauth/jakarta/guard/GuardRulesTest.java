package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireRole.Match;
import betterauth.jakarta.RequireScope;
import betterauth.jakarta.identity.ClientGrant;
import jakarta.enterprise.inject.Stereotype;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardRulesTest {

    @Test
    void findsNoRuleWithoutAnnotation() {
        assertThat(rule(Open.class, "call")).isEmpty();
    }

    @Test
    void findsTheRuleOfATypeForItsMethods() {
        assertThat(rule(AdminType.class, "call")).contains(role("admin"));
    }

    @Test
    void prefersTheMethodToItsType() {
        assertThat(rule(AdminType.class, "less")).contains(new GuardRule.AuthenticatedCaller());
        assertThat(rule(AdminType.class, "other")).contains(role("editor"));
    }

    @Test
    void prefersTheTypeToItsStereotypes() {
        assertThat(rule(OfStereotype.class, "call")).contains(role("admin"));
        assertThat(rule(OfNestedStereotype.class, "call")).contains(role("admin"));
        assertThat(rule(OfStereotypeWithOwn.class, "call"))
                .contains(new GuardRule.AuthenticatedCaller());
    }

    @Test
    void asksForTheRoleWhereBothStandInOnePlace() {
        assertThat(rule(Open.class, "both")).contains(role("admin"));
    }

    @Test
    void opensAMethodOfAGuardedType() {
        assertThat(rule(AdminType.class, "open")).contains(new GuardRule.Open());
        assertThat(rule(OpenType.class, "call")).contains(new GuardRule.Open());
        assertThat(rule(OpenType.class, "known")).contains(new GuardRule.AuthenticatedCaller());
        assertThat(rule(OpenType.class, "both")).contains(new GuardRule.AuthenticatedCaller());
    }

    @Test
    void findsTheRulesOfSupertypes() {
        assertThat(rule(Inherits.class, "call")).contains(role("admin"));
        assertThat(rule(Inherits.class, "less")).contains(new GuardRule.AuthenticatedCaller());
        assertThat(rule(Implements.class, "declared")).contains(role("admin"));
    }

    @Test
    void findsTheRuleBehindAProxysClass() {
        assertThat(rule(ProxyOfAdminType.class, "call")).contains(role("admin"));
    }

    @Test
    void prefersWhatATypeDeclaresToWhatItInherits() {
        assertThat(rule(DeclaresAdmin.class, "call")).contains(role("admin"));
        assertThat(rule(ProxyOfDeclaresAdmin.class, "call")).contains(role("admin"));
        assertThat(rule(BelowAdminBelowPublic.class, "call")).contains(role("admin"));
        assertThat(rule(StereotypeOverKnown.class, "call")).contains(role("admin"));
    }

    @Test
    void demandsAllThatInterfacesDo() {
        assertThat(rule(OfOpenAndAdmin.class, "call")).contains(role("admin"));
        assertThat(rule(OfUserAndAdmin.class, "call")).contains(all("user", "admin"));
        assertThat(rule(OfAdminAndUser.class, "call")).contains(all("admin", "user"));
        assertThat(rule(OfTwoMethods.class, "call")).contains(all("user", "admin"));
        assertThat(rule(OfTwoAlike.class, "call")).contains(role("admin"));
    }

    @Test
    void demandsAllThatStereotypesDo() {
        assertThat(rule(OfKnownAndAdminStereotypes.class, "call")).contains(role("admin"));
        assertThat(rule(OfUserAndAdminStereotypes.class, "call")).contains(all("user", "admin"));
        assertThat(rule(OfStereotypeAboveAdmin.class, "call")).contains(all("user", "admin"));
    }

    @Test
    void findsTheRuleThatAnInterceptorBindingCarries() {
        assertThat(rule(OfBinding.class, "call")).contains(role("admin"));
        assertThat(rule(OfMethodBinding.class, "call")).contains(role("admin"));
        assertThat(rule(OfMethodBinding.class, "less"))
                .contains(new GuardRule.AuthenticatedCaller());
    }

    @Test
    void admitsByAllRulesOfAPlace() {
        GuardRule both = all("user", "admin");

        assertThat(both.lacking(Set.of("admin")::contains)).contains("The role user is required");
        assertThat(both.lacking(Set.of("user")::contains)).contains("The role admin is required");
        assertThat(both.lacking(Set.of()::contains))
                .contains("The role user is required. The role admin is required");
        assertThat(both.lacking(Set.of("user", "admin")::contains)).isEmpty();
    }

    @Test
    void findsTheRuleOfAGenericMethod() {
        assertThat(rule(GenericStore.class, "save", String.class)).contains(role("admin"));
        assertThat(rule(GenericChild.class, "save", String.class)).contains(role("admin"));
        // An overload overrides nothing, though it would fit the type variable.
        assertThat(rule(GenericChild.class, "save", Integer.class)).isEmpty();
        assertThat(rule(OpenedChild.class, "get", Integer.class)).contains(new GuardRule.Open());
        assertThat(rule(OpenedChild.class, "get", String.class)).contains(role("admin"));
        assertThat(rule(GenericGrandchild.class, "save", String.class)).contains(role("admin"));
    }

    @Test
    void refusesARuleWithoutARole() {
        assertThatThrownBy(() -> rule(Open.class, "noRole"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "RequireRole must name at least one role, and no blank one: ")
                .hasMessageContaining("noRole");
        assertThatThrownBy(() -> rule(Open.class, "blankRole"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void demandsScopesBesideTheOthers() {
        GuardRule.Scopes scopes = scopes(RequireScope.Match.ALL, true, "orders:read");

        assertThat(rule(Scoped.class, "call")).contains(scopes);
        assertThat(rule(Scoped.class, "byUsers"))
                .contains(new GuardRule.All(List.of(scopes, new GuardRule.AuthenticatedCaller())));
        assertThat(rule(Scoped.class, "byAdmins"))
                .contains(new GuardRule.All(List.of(role("admin"), scopes)));
        assertThat(rule(Scoped.class, "open")).contains(new GuardRule.Open());
        assertThat(scopes.isForUsers()).isFalse();
        assertThat(rule(Scoped.class, "byUsers").orElseThrow().isForUsers()).isTrue();
        assertThat(rule(Scoped.class, "byAdmins").orElseThrow().scopes()).containsExactly(scopes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noScope", "blankScope", "twoInOne"})
    void refusesARuleWithoutAScope(String method) {
        assertThatThrownBy(() -> rule(Scoped.class, method))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "RequireScope must name at least one scope, each as RFC 6749, section 3.3,"
                                + " has it: ")
                .hasMessageContaining(method);
    }

    @Test
    void admitsByScopes() {
        GuardRule.Scopes all = scopes(RequireScope.Match.ALL, true, "a", "b");
        GuardRule.Scopes any = scopes(RequireScope.Match.ANY, false, "a", "b");

        assertThat(all.admits(client("a", "b", "c"))).isTrue();
        assertThat(all.admits(client("a"))).isFalse();
        assertThat(all.admits(client("A", "b"))).isFalse();
        assertThat(any.admits(client("b"))).isTrue();
        assertThat(any.admits(client())).isFalse();
        assertThat(all.admits(null)).isTrue();
        assertThat(any.admits(null)).isFalse();
        assertThat(all.demand())
                .isEqualTo("An access token with all of these scopes is required: a, b");
        assertThat(any.demand())
                .isEqualTo("An access token with one of these scopes is required: a, b");
    }

    private static GuardRule.Scopes scopes(
            RequireScope.Match match, boolean firstParty, String... names) {
        return new GuardRule.Scopes(new LinkedHashSet<>(List.of(names)), match, firstParty);
    }

    private static ClientGrant client(String... scopes) {
        return new ClientGrant("partner", Set.of(scopes), null, null);
    }

    @Test
    void admitsByAnyOrByAll() {
        GuardRule.Roles any = new GuardRule.Roles(List.of("a", "b"), Match.ANY);
        GuardRule.Roles all = new GuardRule.Roles(List.of("a", "b"), Match.ALL);

        assertThat(any.lacking(Set.of()::contains))
                .contains("One of these roles is required: a, b");
        assertThat(any.lacking(Set.of("A")::contains)).isPresent();
        assertThat(any.lacking(Set.of("b", "c")::contains)).isEmpty();
        assertThat(all.lacking(Set.of("b", "c")::contains))
                .contains("All of these roles are required: a, b");
        assertThat(all.lacking(Set.of("a", "b", "c")::contains)).isEmpty();
        assertThat(role("a").lacking(Set.of()::contains)).contains("The role a is required");
    }

    private static GuardRule all(String... roles) {
        return new GuardRule.All(Stream.of(roles).<GuardRule>map(GuardRulesTest::role).toList());
    }

    private static GuardRule.Roles role(String role) {
        return new GuardRule.Roles(List.of(role), Match.ANY);
    }

    private static Optional<GuardRule> rule(Class<?> type, String method, Class<?>... parameters) {
        try {
            return GuardRules.OWN.of(type, type.getMethod(method, parameters));
        } catch (NoSuchMethodException absent) {
            throw new IllegalArgumentException(absent);
        }
    }

    @RequireScope("orders:read")
    public static class Scoped {
        public void call() {}

        @Authenticated
        @RequireScope("orders:read")
        public void byUsers() {}

        @Authenticated
        @RequireRole("admin")
        @RequireScope("orders:read")
        public void byAdmins() {}

        @PublicAccess
        public void open() {}

        @RequireScope({})
        public void noScope() {}

        @RequireScope({"a", ""})
        public void blankScope() {}

        @RequireScope("a b")
        public void twoInOne() {}
    }

    public static class Open {
        public void call() {}

        @Authenticated
        @RequireRole("admin")
        public void both() {}

        @RequireRole({})
        public void noRole() {}

        @RequireRole({"admin", " "})
        public void blankRole() {}
    }

    @RequireRole("admin")
    public static class AdminType {
        public void call() {}

        @Authenticated
        public void less() {}

        @RequireRole("editor")
        public void other() {}

        @PublicAccess
        public void open() {}
    }

    @PublicAccess
    public static class OpenType {
        public void call() {}

        @Authenticated
        public void known() {}

        @PublicAccess
        @Authenticated
        public void both() {}
    }

    public static class ProxyOfAdminType extends AdminType {
        @Override
        public void call() {}
    }

    public static class Inherits extends AdminType {
        @Override
        public void less() {}
    }

    public interface Declares {
        @RequireRole("admin")
        void declared();
    }

    public static class Implements implements Declares {
        @Override
        public void declared() {}
    }

    @Stereotype
    @RequireRole("admin")
    @Retention(RetentionPolicy.RUNTIME)
    public @interface AdminStereotype {}

    @Stereotype
    @AdminStereotype
    @Retention(RetentionPolicy.RUNTIME)
    public @interface NestedStereotype {}

    @AdminStereotype
    public static class OfStereotype {
        public void call() {}
    }

    @NestedStereotype
    public static class OfNestedStereotype {
        public void call() {}
    }

    @Authenticated
    @AdminStereotype
    public static class OfStereotypeWithOwn {
        public void call() {}
    }

    @Authenticated
    public static class KnownBase {
        public void call() {}
    }

    @RequireRole("admin")
    public static class DeclaresAdmin extends KnownBase {}

    public static class ProxyOfDeclaresAdmin extends DeclaresAdmin {
        @Override
        public void call() {}
    }

    @PublicAccess
    public static class PublicBase {
        public void call() {}
    }

    @RequireRole("admin")
    public static class AdminBelowPublic extends PublicBase {}

    public static class BelowAdminBelowPublic extends AdminBelowPublic {}

    @AdminStereotype
    public static class StereotypeOverKnown extends KnownBase {}

    @PublicAccess
    public interface OpenInterface {}

    @RequireRole("admin")
    public interface AdminInterface {}

    @RequireRole("user")
    public interface UserInterface {}

    public static class OfUserAndAdmin implements UserInterface, AdminInterface {
        public void call() {}
    }

    public static class OfAdminAndUser implements AdminInterface, UserInterface {
        public void call() {}
    }

    public interface UserMethod {
        @RequireRole("user")
        void call();
    }

    public interface AdminMethod {
        @RequireRole("admin")
        void call();
    }

    public static class OfTwoMethods implements UserMethod, AdminMethod {
        @Override
        public void call() {}
    }

    @RequireRole("admin")
    public interface OtherAdminInterface {}

    public static class OfTwoAlike implements AdminInterface, OtherAdminInterface {
        public void call() {}
    }

    @Stereotype
    @Authenticated
    @Retention(RetentionPolicy.RUNTIME)
    public @interface KnownStereotype {}

    @Stereotype
    @RequireRole("user")
    @Retention(RetentionPolicy.RUNTIME)
    public @interface UserStereotype {}

    @Stereotype
    @AdminStereotype
    @RequireRole("user")
    @Retention(RetentionPolicy.RUNTIME)
    public @interface UserAboveAdminStereotype {}

    @KnownStereotype
    @AdminStereotype
    public static class OfKnownAndAdminStereotypes {
        public void call() {}
    }

    @UserStereotype
    @AdminStereotype
    public static class OfUserAndAdminStereotypes {
        public void call() {}
    }

    @UserAboveAdminStereotype
    public static class OfStereotypeAboveAdmin {
        public void call() {}
    }

    public static class OfOpenAndAdmin implements OpenInterface, AdminInterface {
        public void call() {}
    }

    public abstract static class OpenedBase<T> {
        @PublicAccess
        public void get(T key) {}
    }

    @RequireRole("admin")
    public static class OpenedChild extends OpenedBase<Integer> {
        @Override
        public void get(Integer key) {}

        public void get(String key) {}
    }

    public static class GenericMiddle<U extends Comparable<U>> extends GenericBase<U> {}

    public static class GenericGrandchild extends GenericMiddle<String> {
        @Override
        public void save(String value) {}
    }

    @InterceptorBinding
    @RequireRole("admin")
    @Retention(RetentionPolicy.RUNTIME)
    public @interface AdminBinding {}

    @AdminBinding
    public static class OfBinding {
        public void call() {}
    }

    public static class OfMethodBinding {
        @AdminBinding
        public void call() {}

        @AdminBinding
        @Authenticated
        public void less() {}
    }

    public interface Store<T> {
        @RequireRole("admin")
        void save(T value);
    }

    public static class GenericStore implements Store<String> {
        @Override
        public void save(String value) {}
    }

    public static class GenericBase<T extends Comparable<T>> {
        @RequireRole("admin")
        public void save(T value) {}
    }

    public static class GenericChild extends GenericBase<String> {
        @Override
        public void save(String value) {}

        public void save(Integer value) {}
    }
}
