package betterauth.jakarta.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.AccessDeniedException;
import betterauth.jakarta.Authenticated;
import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.AuthenticationRequiredException;
import betterauth.jakarta.CurrentClient;
import betterauth.jakarta.CurrentUser;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireScope;
import betterauth.jakarta.testkit.GuardedBeans;
import betterauth.jakarta.testkit.WithCaller;
import betterauth.jakarta.testkit.WithClient;
import betterauth.jakarta.testkit.WithoutCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A guarded resource is tested without a server. */
@WithCaller(
        id = "ada",
        roles = "admin",
        fields = {"plan=pro", "seats:=5", "tags:=[\"a\",\"b\"]"})
@GuardedBeans(WithCallerTest.Reports.class)
class WithCallerTest {

    @Path("reports")
    @RequestScoped
    @Authenticated
    public static class Reports {

        @Inject CurrentUser user;
        @Inject CurrentClient client;
        @Inject JsonWebToken token;

        @GET
        public String mine() {
            return "Reports of " + user.id();
        }

        @GET
        @Path("common")
        public String common() {
            return "Reports for everyone who is signed in";
        }

        @GET
        @Path("scoped")
        @RequireScope("reports:read")
        public String scoped() {
            return "Reports for " + client.id().orElse("a person");
        }

        @GET
        @Path("all")
        @RequireRole("admin")
        public String all() {
            return "All reports, for " + token.getName();
        }
    }

    @Inject Reports injected;

    @Test
    void letsTheCallerOfTheClassPass(Reports reports) {
        assertThat(reports.mine()).isEqualTo("Reports of ada");
        assertThat(reports.all()).isEqualTo("All reports, for ada");
        assertThat(injected.mine()).isEqualTo("Reports of ada");
    }

    @Test
    @WithCaller(id = "lin")
    void refusesACallerWithoutTheRole(Reports reports) {
        assertThat(reports.mine()).isEqualTo("Reports of lin");
        assertThatThrownBy(reports::all).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @WithClient(id = "reports", scopes = "reports:read")
    void letsAClientByItselfPassByScope(Reports reports, CurrentClient client) {
        assertThat(reports.scoped()).isEqualTo("Reports for reports");
        assertThat(client.hasScope("reports:read")).isTrue();
        assertThat(client.actsForUser()).isFalse();
        assertThatThrownBy(reports::mine)
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.USER_REQUIRED));
    }

    @Test
    @WithClient(id = "reports")
    void refusesAClientWithoutTheScope(Reports reports) {
        assertThatThrownBy(reports::scoped)
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(RefusalCode.INSUFFICIENT_SCOPE);
                            assertThat(refusal.requiredScopes()).containsExactly("reports:read");
                        });
    }

    @Test
    @WithCaller(id = "lin")
    @WithClient(id = "partner", scopes = "reports:read")
    void letsAClientPassForAUser(Reports reports, CurrentUser user, CurrentClient client) {
        assertThat(reports.scoped()).isEqualTo("Reports for partner");
        assertThat(reports.mine()).isEqualTo("Reports of lin");
        assertThat(client.actsForUser()).isTrue();
        assertThat(user.method()).isEqualTo(AuthenticationMethod.ACCESS_TOKEN);
    }

    @Test
    void letsAUserInPersonPassByAnyScope(Reports reports) {
        assertThat(reports.scoped()).isEqualTo("Reports for a person");
    }

    @Test
    @WithoutCaller
    void refusesAnAnonymousCaller(Reports reports) {
        assertThatThrownBy(reports::common).isInstanceOf(AuthenticationRequiredException.class);
        assertThatThrownBy(reports::all).isInstanceOf(AuthenticationRequiredException.class);
    }

    @Test
    @WithCaller(id = "eve", roles = "admin", banned = true)
    void refusesABannedCaller(Reports reports) {
        assertThatThrownBy(reports::all)
                .isInstanceOfSatisfying(
                        AccessDeniedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.USER_BANNED));
    }

    @Test
    void answersForTheCallerWithoutCdi(CurrentUser user) {
        assertThat(user.id()).isEqualTo("ada");
        assertThat(user.email()).contains("ada@example.com");
        assertThat(user.roles()).containsExactly("admin");
        assertThat(user.field("plan", String.class)).contains("pro");
        assertThat(user.field("seats", Integer.class)).contains(5);
        assertThat(user.field("tags", List.class)).contains(List.of("a", "b"));
        assertThat(user.session()).isPresent();
        assertThat(user.softwareBackground()).isEqualTo("Beginner");
    }

    @Test
    @WithoutCaller
    void answersForAnAnonymousCallerWithoutCdi(CurrentUser user) {
        assertThat(user.isAuthenticated()).isFalse();
        assertThatThrownBy(user::id).isInstanceOf(AuthenticationRequiredException.class);
    }

    @Test
    void bindsNobodyToOtherThreads(CurrentUser user) throws InterruptedException {
        boolean[] isAuthenticated = {true};
        Thread other = new Thread(() -> isAuthenticated[0] = user.isAuthenticated());
        other.start();
        other.join();

        assertThat(isAuthenticated[0]).isFalse();
    }

    @Nested
    @WithCaller(
            id = "grace",
            roles = {"user", "editor"})
    class InANestedClass {

        @Test
        void hasItsOwnCaller(Reports reports, CurrentUser user) {
            assertThat(reports.mine()).isEqualTo("Reports of grace");
            assertThat(user.roles()).containsExactly("user", "editor");
        }
    }
}
