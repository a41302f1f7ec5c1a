package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RequireRole;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources that are written in other ways than most. */
class LocatorRulesTest {

    private static final Optional<GuardRule> ADMIN =
            Optional.of(new GuardRule.Roles(List.of("admin"), RequireRole.Match.ANY));
    private static final Optional<GuardRule> AUTHENTICATED =
            Optional.of(new GuardRule.AuthenticatedCaller());

    @Test
    void findsTheRulesOfAClassBehindItsInterface() {
        assertThat(of("/api/role/leaf", Api.class, Implementation.class)).containsExactly(ADMIN);
        assertThat(of("/diamond/role/leaf", DiamondApi.class, Diamond.class))
                .containsExactly(ADMIN);
    }

    @Test
    void findsTheRulesOfAClassBelowAResource() {
        assertThat(of("/base/child/leaf", Base.class, Sub.class))
                .containsExactlyInAnyOrder(Optional.empty(), ADMIN);
    }

    @Test
    void tellsOverloadsApart() {
        assertThat(of("/over/y/leaf", Overloaded.class)).containsExactly(ADMIN);
        assertThat(of("/over/x", Overloaded.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/written/caf%C3%A9%20menu/leaf",
        "/written/caf\u00e9%20menu/leaf",
        "/written/c%61f%C3%A9%20menu/leaf"
    })
    void matchesATemplateHoweverItIsWritten(String path) {
        assertThat(of(path, Written.class)).containsExactly(ADMIN);
    }

    @Test
    void followsDeclaredTypesThroughGenerics() {
        assertThat(of("/generic/bounded/child/leaf", Generic.class))
                .containsExactly(Optional.empty(), ADMIN);
        assertThat(of("/generic/variable/child/leaf", Generic.class))
                .containsExactly(Optional.empty(), ADMIN);
    }

    @Test
    void letsTheNearerRootAnswerAlone() {
        assertThat(of("/public/ping", Public.class, Tenant.class)).isEmpty();
        assertThat(of("/acme/ping", Public.class, Tenant.class)).containsExactly(AUTHENTICATED);
    }

    @Test
    void opensNoLocatorOfAGuardedType() {
        assertThat(of("/guarded/open/leaf", Guarded.class)).containsExactly(ADMIN);
        assertThat(of("/unguarded/open/leaf", Unguarded.class))
                .containsExactly(Optional.of(new GuardRule.Open()));
    }

    @Test
    void meansEveryLocatorWhereAPathMayBeAnything() {
        assertThat(of("/public/../x", Guarded.class, Tenant.class))
                .containsExactlyInAnyOrder(ADMIN, AUTHENTICATED);
        assertThat(of("//guarded/open", Guarded.class)).containsExactly(ADMIN);
    }

    @Test
    void endsWhereLocatorsLocateThemselves() {
        assertThat(of("/self/a/b/c", Self.class)).containsExactly(Optional.empty());
    }

    private static Set<Optional<GuardRule>> of(String path, Class<?>... types) {
        return new LocatorRules(GuardRules.OWN, List.of(types)).of(RequestPath.readings(path));
    }

    public static class Leaf {

        @GET
        @Path("leaf")
        public String leaf() {
            return "leaf";
        }
    }

    @RequireRole("admin")
    public static class AdminLeaf extends Leaf {

        @Path("child")
        public Leaf child() {
            return new Leaf();
        }
    }

    @Path("api")
    public interface Api {

        @Path("role")
        Leaf role();
    }

    public static class Implementation implements Api {

        @Override
        @RequireRole("admin")
        public Leaf role() {
            return new Leaf();
        }
    }

    public interface DiamondApi {

        @Path("role")
        @RequireRole("admin")
        Leaf role();
    }

    public static class DiamondBase {

        public Leaf role() {
            return new Leaf();
        }
    }

    @Path("diamond")
    public static class Diamond extends DiamondBase implements DiamondApi {}

    @Path("base")
    public static class Base {

        @Path("child")
        public Leaf child() {
            return new Leaf();
        }
    }

    @RequireRole("admin")
    public static class Sub extends Base {}

    @Path("over")
    public static class Overloaded {

        @GET
        @Path("x")
        public String item(@PathParam("x") String x) {
            return x;
        }

        @Path("y")
        @RequireRole("admin")
        public Leaf item(@PathParam("y") int y) {
            return new Leaf();
        }
    }

    @Path("written")
    public static class Written {

        @Path("caf\u00e9%20menu")
        @RequireRole("admin")
        public Leaf menu() {
            return new Leaf();
        }
    }

    public static class GenericBase<T> {

        @Path("variable")
        public T variable() {
            throw new IllegalStateException();
        }
    }

    @Path("generic")
    public static class Generic extends GenericBase<AdminLeaf> {

        @Path("bounded")
        public Class<? extends AdminLeaf> bounded() {
            return AdminLeaf.class;
        }
    }

    @Path("public")
    public static class Public {

        @GET
        @Path("ping")
        @PublicAccess
        public String ping() {
            return "ping";
        }
    }

    @Path("{tenant}")
    public static class Tenant {

        @Path("{section}")
        @Authenticated
        public Leaf section() {
            return new Leaf();
        }
    }

    @Path("guarded")
    @RequireRole("admin")
    public static class Guarded {

        @Path("open")
        @PublicAccess
        public Leaf open() {
            return new Leaf();
        }
    }

    @Path("unguarded")
    public static class Unguarded {

        @Path("open")
        @PublicAccess
        public Leaf open() {
            return new Leaf();
        }
    }

    @Path("self")
    public static class Self {

        @Path("")
        public Self same() {
            return this;
        }

        @Path("{next}")
        public Self next() {
            return this;
        }
    }
}
