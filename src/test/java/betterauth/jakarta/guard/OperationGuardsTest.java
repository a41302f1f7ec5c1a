package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireScope;
import betterauth.jakarta.config.PathPattern;
import betterauth.jakarta.config.PathSettings;
import betterauth.jakarta.problem.Problem;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Stereotype;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationGuardsTest {

    private static final PathSettings NONE = new PathSettings(List.of(), List.of());

    private static final PathSettings PRIVATE =
            new PathSettings(
                    List.of(new PathPattern("/api/files", true)),
                    List.of(new PathPattern("/api/files/public", true)));

    private final OperationGuards guards =
            new OperationGuards(
                    NONE,
                    List.of(
                            Reports.class,
                            Contracts.class,
                            Contract.class,
                            Standard.class,
                            Rooms.class,
                            Folders.class,
                            GuardedFolders.class,
                            Loop.class,
                            Abstract.class));

    @ParameterizedTest
    @CsvSource({
        "GET, /api/reports/{year}",
        "GET, /reports/{year}",
        "GET, /rest/v1/reports/{year: \\d+}/",
        "PUT, /api/reports/{year}/{report}"
    })
    void demandsAnAuthenticatedCaller(String method, String path) {
        assertThat(guards.refusal(path, method))
                .contains(new Problem(RefusalCode.USER_BANNED, "The user is banned", null));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/reports/{year}/{report}, The role admin is required",
        "GET, /api/contracts/signed, 'All of these roles are required: editor, admin'",
        "GET, /api/standard, 'One of these roles is required: payer, buyer'",
        "POST, /api/standard, No caller is allowed",
        "PUT, /api/standard, The role payer is required. The role admin is required",
        "POST, /api/rooms, The role resident is required",
        "GET, /api/folders/admin/leaf, The role admin is required",
        "GET, /api/folders/payer/leaf, The role payer is required",
        "GET, /api/folders/plain/guarded, The role owner is required",
        "GET, /api/guarded/open/leaf, The role keeper is required"
    })
    void demandsRoles(String method, String path, String detail) {
        assertThat(guards.refusal(path, method))
                .contains(new Problem(RefusalCode.INSUFFICIENT_ROLE, detail, null));
    }

    @Test
    void demandsScopes() {
        OperationGuards scoped = new OperationGuards(NONE, List.of(Scoped.class));

        assertThat(scoped.refusal("/scoped", "GET"))
                .contains(
                        new Problem(
                                RefusalCode.INSUFFICIENT_SCOPE,
                                "An access token with the scope orders:read is required",
                                null));
        assertThat(scoped.refusal("/scoped", "PUT"))
                .contains(
                        new Problem(
                                RefusalCode.INSUFFICIENT_ROLE, "The role admin is required", null));
    }

    @Path("scoped")
    @RequireScope("orders:read")
    public static class Scoped {
        @GET
        public void read() {}

        @PUT
        @RequireRole("admin")
        @RequireScope("orders:write")
        public void write() {}
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/reports/{year}/open",
        "GET, /api/contracts",
        "DELETE, /api/standard",
        "GET, /api/folders/plain/leaf",
        // Of no method that is known.
        "POST, /api/reports/{year}",
        "GET, /api/reports/{quarter}",
        "GET, /{app}/reports/{year}",
        "GET, /api/reports",
        "GET, /reports-of/reports/{year}/x",
        "GET, /api/abstract"
    })
    void demandsNothing(String method, String path) {
        assertThat(guards.refusal(path, method)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/files/{file}", "/api/files/unknown", "/api/files/inner/leaf"})
    void demandsAnAuthenticatedCallerByPath(String path) {
        assertThat(ofFiles().refusal(path, "GET")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/files/readme",
                "/api/files/public/{file}",
                "/api/files/opened/leaf",
                "/other/files/{file}"
            })
    void demandsNothingOfPathsAndResourcesThatAreOpened(String path) {
        assertThat(ofFiles().refusal(path, "GET")).isEmpty();
    }

    @Test
    void demandsWhatAnyMethodBehindAnOperationDoes() {
        OperationGuards both =
                new OperationGuards(NONE, List.of(Opened.class, Contracts.class, Closed.class));

        assertThat(both.refusal("/api/same", "GET")).isPresent();
    }

    @Test
    void followsLocatorsThatLocateThemselvesAFewSteps() {
        assertThat(guards.refusal("/api/loop/self/self/self/leaf", "GET")).isPresent();
        assertThat(guards.refusal("/api/loop" + "/self".repeat(9) + "/leaf", "GET")).isEmpty();
    }

    @Test
    void isEmptyWhereNoResourceIsKnown() {
        assertThat(new OperationGuards(PRIVATE, List.of(Contract.class, Leaf.class)).isEmpty())
                .isTrue();
        assertThat(guards.isEmpty()).isFalse();
    }

    @Test
    void tellsAnonymousCallersToSignIn() {
        assertThat(OperationGuards.anonymous().code())
                .isEqualTo(RefusalCode.AUTHENTICATION_REQUIRED);
        assertThat(OperationGuards.anonymous().retryAfter()).isNull();
    }

    private static OperationGuards ofFiles() {
        return new OperationGuards(PRIVATE, List.of(Files.class));
    }

    @Path("reports/{year: \\d+}")
    @Authenticated
    static class Reports {

        @GET
        public void all() {}

        @GET
        @Path("open")
        @PublicAccess
        public void open() {}

        @PUT
        @Path("{report}")
        public void put() {}

        @DELETE
        @Path("/{report}/")
        @RequireRole("admin")
        public void remove() {}
    }

    @Path("contracts")
    interface Contract {

        @GET
        void open();

        @GET
        @Path("signed")
        @RequireRole(
                value = {"editor", "admin"},
                match = RequireRole.Match.ALL)
        void signed();
    }

    static class Contracts implements Contract {

        @Override
        public void open() {}

        @Override
        public void signed() {}
    }

    @Path("standard")
    @RolesAllowed({"payer", "buyer"})
    static class Standard {

        @GET
        public void get() {}

        @POST
        @DenyAll
        public void post() {}

        @PUT
        @RolesAllowed("payer")
        @RequireRole("admin")
        public void put() {}

        @DELETE
        @PermitAll
        public void remove() {}
    }

    @Stereotype
    @RequireRole("resident")
    @Retention(RetentionPolicy.RUNTIME)
    @interface House {}

    @Path("/rooms/")
    @House
    static class Rooms {

        @POST
        public void enter() {}
    }

    @Path("folders")
    static class Folders {

        @Path("plain")
        public Leaf plain() {
            return new Leaf();
        }

        @Path("admin")
        @RequireRole("admin")
        public Leaf admin() {
            return new Leaf();
        }

        @Path("payer")
        @RolesAllowed("payer")
        public Class<Leaf> payer() {
            return Leaf.class;
        }

        @Path("undeclared")
        public Object undeclared() {
            return new Leaf();
        }
    }

    @Path("guarded")
    @RequireRole("keeper")
    static class GuardedFolders {

        @Path("open")
        @PublicAccess
        public Leaf open() {
            return new Leaf();
        }
    }

    static class Leaf {

        @GET
        @Path("leaf")
        public void leaf() {}

        @GET
        @Path("guarded")
        @RequireRole("owner")
        public void guarded() {}
    }

    @Path("loop")
    @Authenticated
    static class Loop {

        @GET
        @Path("leaf")
        public void leaf() {}

        @Path("self")
        public Loop self() {
            return this;
        }
    }

    @Path("abstract")
    @Authenticated
    abstract static class Abstract {

        @GET
        public void get() {}
    }

    @Path("files")
    static class Files {

        @GET
        @Path("{file}")
        public void file() {}

        @GET
        @Path("readme")
        @PublicAccess
        public void readme() {}

        @GET
        @Path("public/{file}")
        public void open() {}

        @Path("inner")
        public OpenLeaf inner() {
            return new OpenLeaf();
        }

        @Path("opened")
        @PublicAccess
        public OpenLeaf opened() {
            return new OpenLeaf();
        }
    }

    @PublicAccess
    static class OpenLeaf {

        @GET
        @Path("leaf")
        public void leaf() {}
    }

    @Path("same")
    static class Opened {

        @GET
        public void get() {}
    }

    @Path("same")
    @Authenticated
    static class Closed {

        @GET
        public void get() {}
    }
}
