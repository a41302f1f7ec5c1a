package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.Authenticated;
import betterauth.jakarta.AuthenticationMethod;
import betterauth.jakarta.PublicAccess;
import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.RefusalException;
import betterauth.jakarta.RequireRole;
import betterauth.jakarta.RequireScope;
import betterauth.jakarta.caller.Caller;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.PathSettings;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.Authentication.Rejected;
import betterauth.jakarta.identity.Authentication.Unavailable;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.Authentication.VerifiedClient;
import betterauth.jakarta.identity.ClientGrant;
import betterauth.jakarta.identity.ClientPrincipal;
import betterauth.jakarta.identity.Identity;
import betterauth.jakarta.identity.UserPrincipal;
import betterauth.jakarta.problem.Challenges;
import betterauth.jakarta.problem.RefusalMapper;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The providers in a Jakarta REST application without CDI: no interceptor helps them there. */
class GuardedResourcesTest extends JerseyTest {

    private static final AtomicInteger LOCATED = new AtomicInteger();

    private Authentication authentication;
    private int refusals;

    @Override
    protected Application configure() {
        forceSet(TestProperties.CONTAINER_PORT, "0");
        Guard guard = new Guard();
        guard.caller =
                new Caller() {
                    @Override
                    public Authentication authentication() {
                        return authentication;
                    }

                    @Override
                    protected void refused(RefusalException refusal) {
                        refusals++;
                    }
                };
        Set<Class<?>> resources =
                Set.of(
                        Resource.class,
                        Located.class,
                        Locator.class,
                        Folders.class,
                        PrivateRoot.class,
                        StandardByInterface.class,
                        StandardByOverride.class,
                        StandardByInterfaceType.class,
                        StandardLocators.class,
                        StandardClassLocator.class,
                        StandardOverOpenBase.class,
                        StandardOpened.class,
                        StandardForAnybody.class);
        GuardedApplication application = new GuardedApplication(paths(), "/", resources);
        return new ResourceConfig(resources)
                .register(feature(guard, application))
                .register(new RefusalMapper(() -> Challenges.BEARER))
                .register(new Rewriting())
                .register(new Anybody())
                // What CDI would have to provide is registered above.
                .property("jakarta.ws.rs.loadServices", false);
    }

    GuardFeature feature(Guard guard, GuardedApplication application) {
        return GuardFeature.of(guard, application);
    }

    @ParameterizedTest
    @CsvSource({
        "open, '', 200",
        "open, user, 200",
        "known, '', 401",
        "known, user, 200",
        "any, '', 401",
        "any, user, 403",
        "any, editor, 200",
        "any, admin, 200",
        "all, admin, 403",
        "all, 'admin,editor', 200",
        "none, admin, 404"
    })
    void letsInByRule(String path, String roles, int status) {
        authentication = roles.isEmpty() ? new Anonymous() : verified(roles.split(",", -1));

        assertThat(target("r/" + path).request().get().getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "scoped, anonymous, 401, AUTHENTICATION_REQUIRED",
        "scoped, person, 200,",
        "scoped, user by read, 200,",
        "scoped, user by write, 403, INSUFFICIENT_SCOPE",
        "scoped, client with read, 200,",
        "scoped, client with write, 403, INSUFFICIENT_SCOPE",
        "clients-only, person, 403, INSUFFICIENT_SCOPE",
        "clients-only, client with read, 200,",
        "scoped-users, person, 200,",
        "scoped-users, user by read, 200,",
        "scoped-users, user by write, 403, INSUFFICIENT_SCOPE",
        "scoped-users, client with read, 403, USER_REQUIRED",
        "scoped-admins, user by read, 403, INSUFFICIENT_ROLE",
        "scoped-admins, admin by read, 200,",
        "scoped-admins, admin by write, 403, INSUFFICIENT_SCOPE",
        "scoped-admins, user by write, 403, INSUFFICIENT_ROLE",
        "known, user by write, 200,",
        "known, client with read, 403, USER_REQUIRED",
        "any, client with read, 403, USER_REQUIRED",
        "closed, client with read, 403, USER_REQUIRED",
        "open, client with read, 200,"
    })
    void letsClientsInByScope(String path, String caller, int status, String code) {
        authentication = caller(caller);

        try (Response response = target("r/" + path).request().get()) {
            assertThat(response.getStatus()).isEqualTo(status);
            if (code != null) {
                assertThat(response.readEntity(String.class)).contains('"' + code + '"');
                assertThat(response.getHeaders().containsKey("WWW-Authenticate"))
                        .isEqualTo(status == 401 || code.equals("INSUFFICIENT_SCOPE"));
            }
        }
    }

    private static Authentication caller(String caller) {
        if (caller.equals("anonymous")) {
            return new Anonymous();
        }
        if (caller.equals("person")) {
            return verified("user");
        }
        Set<String> scopes = Set.of("orders:" + caller.substring(caller.lastIndexOf(' ') + 1));
        ClientGrant grant = new ClientGrant("partner", scopes, null, null);
        return caller.startsWith("client")
                ? new VerifiedClient(new ClientPrincipal(grant))
                : new Verified(
                        new UserPrincipal(
                                new Identity(
                                        AuthenticationMethod.ACCESS_TOKEN,
                                        "1",
                                        Set.of(caller.substring(0, caller.indexOf(' '))),
                                        JsonValue.EMPTY_JSON_OBJECT,
                                        null,
                                        grant),
                                null));
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_EXPIRED, 401", "INVALID_TOKEN, 401", "INVALID_SESSION, 401", "INVALID_API_KEY, 401",
        "USER_BANNED, 403", "ORIGIN_NOT_ALLOWED, 403", "AMBIGUOUS_CREDENTIALS, 400",
                "RATE_LIMITED, 429"
    })
    void answersWithTheReason(RefusalCode code, int status) {
        authentication = new Rejected(code, "why", Duration.ofSeconds(7));

        try (Response response = target("r/known").request().get()) {
            assertThat(response.getStatus()).isEqualTo(status);
            assertThat(response.readEntity(String.class)).contains("\"" + code + "\"", "\"why\"");
            assertThat(response.getHeaderString("Retry-After"))
                    .isEqualTo(status == 403 ? null : "7");
        }
        assertThat(target("r/open").request().get().getStatus()).isEqualTo(200);
    }

    @Test
    void answersThatItCouldNotDecide() {
        authentication = new Unavailable("why", Duration.ofSeconds(7));

        try (Response response = target("r/known").request().get()) {
            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(response.getHeaderString("Retry-After")).isEqualTo("7");
            assertThat(response.readEntity(String.class)).contains("AUTH_SERVER_UNAVAILABLE");
        }
    }

    @Test
    void refusesBeforeTheBodyIsRead() {
        authentication = new Anonymous();

        assertThat(target("r/known").request().post(Entity.text("x")).getStatus()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r/closed",
                "r/closed/",
                "r/%63losed",
                "r/closed;a=b",
                "r;x=/closed",
                "r/closed;",
                "r/cl%6Fsed;x",
                "r/closed/deep",
                "r/path/%2e%2e",
                "r/path/a%2Fb",
                "r/path/a%5Cb",
                "r/path/a%25b",
                "r/path/a%00b",
                "r/path/a%3Bb",
                "r/open/not-listed"
            })
    void protectsPathsHoweverTheyAreWritten(String path) {
        authentication = new Anonymous();
        int anonymous = statusOf(path);
        authentication = verified("user");
        int known = statusOf(path);

        // Where the server finds a resource at all, an anonymous caller never gets to it.
        assertThat(anonymous).isEqualTo(known == 404 || known == 400 ? known : 401);
        // Dot segments may mean any locator, those of administrators among them.
        assertThat(known).isIn(200, 404, 400, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r/open", "r/open/", "r/closed/opened", "r/annotated"})
    void opensPublicPathsAndResources(String path) {
        authentication = new Anonymous();

        assertThat(statusOf(path)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "located/open, '', 401", "located/open, user, 403", "located/open, admin, 200",
        "located/known, '', 401", "located/known, admin, 200", "locator/leaf/open, '', 200",
        "locator/leaf/known, '', 401", "locator/leaf/known, user, 200"
    })
    void guardsWhatIsFoundThroughAGuardedType(String path, String roles, int status) {
        authentication = roles.isEmpty() ? new Anonymous() : verified(roles.split(",", -1));

        assertThat(target(path).request().get().getStatus()).isEqualTo(status);
    }

    /** A guarded folder that locates folders of its supertype, and an open one. */
    @ParameterizedTest
    @CsvSource({
        "folders/plain/leaf, '', 200, 1",
        "folders/plain/child/leaf, '', 200, 2",
        "folders/admin/leaf, '', 401, 1",
        "folders/admin/leaf, user, 403, 1",
        "folders/admin/leaf, admin, 200, 1",
        "folders/admin/child/leaf, '', 401, 0",
        "folders/admin/child/leaf, user, 403, 0",
        "folders/admin/child/leaf, admin, 200, 2",
        "folders/admin/child/child/leaf, '', 401, 0",
        "folders/admin/same/open, '', 401, 0",
        "folders/admin/same/open, admin, 200, 2",
        "folders/admin/open, '', 200, 1",
        "folders/undeclared/leaf, '', 401, 1",
        "folders/undeclared/child/leaf, user, 403, 2",
        "folders/by-class/child/leaf, '', 401, 0",
        "folders/role/leaf, '', 401, 0",
        "folders/role/leaf, user, 403, 0",
        "folders/role/leaf, admin, 200, 1",
        "folders/private/leaf, '', 401, 0",
        "folders/private/open, '', 401, 0",
        "folders/private/leaf, user, 200, 1",
        "folders/other/leaf, user, 403, 0",
        "folders/ro%6Ce/leaf, '', 401, 0",
        "folders;a=b/role;c=d/leaf, '', 401, 0",
        "folders/role%2Fx/leaf, '', 401, 0",
        "folders/info, '', 200, 0",
        "folders/number/7/leaf, '', 401, 0",
        "folders/number/x/leaf, '', 401, 0",
        "private-root/any/leaf, '', 401, 0",
        "private-root/any/leaf, admin, 200, 1",
        "private-root/any/any/leaf, '', 401, 0"
    })
    void runsNoLocatorForWhomItIsNot(String path, String roles, int status, int located) {
        authentication = roles.isEmpty() ? new Anonymous() : verified(roles.split(",", -1));
        LOCATED.set(0);

        assertThat(statusOf(path)).isEqualTo(status);
        assertThat(LOCATED.get()).isEqualTo(located);
    }

    /** An application's own pre-matching filter may rewrite the path. */
    @ParameterizedTest
    @ValueSource(strings = {"nice/role/leaf", "nice-closed", "closed-to-open"})
    void guardsWhatAPathIsRewrittenToAndWhatItWas(String path) {
        authentication = new Anonymous();

        assertThat(statusOf(path)).isEqualTo(401);
    }

    @Test
    void tellsOfEachRefusalOnce() {
        authentication = new Anonymous();
        for (String path : List.of("r/known", "folders/role/leaf", "r/closed", "located/open")) {
            refusals = 0;
            assertThat(statusOf(path)).isEqualTo(401);
            assertThat(refusals).as(path).isEqualTo(1);
        }
    }

    /** Without a priority, as most are written. */
    @PreMatching
    private static final class Rewriting implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            URI uri = request.getUriInfo().getRequestUri();
            String rewritten =
                    uri.toString()
                            .replace("/nice-closed", "/r/closed")
                            .replace("/nice/", "/folders/")
                            .replace("/closed-to-open", "/r/open");
            request.setRequestUri(request.getUriInfo().getBaseUri(), URI.create(rewritten));
        }
    }

    /** Sends the path as it stands: the client of Jakarta REST would tidy it up. */
    private int statusOf(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(getBaseUri() + path)).build();
            return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static PathSettings paths() {
        Map<String, String> settings =
                Map.of(
                        "better-auth.url", "https://auth.example.com",
                        "better-auth.protected-paths",
                                "/r/closed, /r/closed/*, /r/path/*, /r/annotated, /r/open/not-listed,"
                                        + " /folders/private/*, /closed-to-open",
                        "better-auth.public-paths", "/r/closed/opened");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(settings.get(key))))
                .paths();
    }

    private static Verified verified(String... roles) {
        return new Verified(
                new UserPrincipal(
                        new Identity(
                                AuthenticationMethod.JWT,
                                "1",
                                Set.of(roles),
                                JsonValue.EMPTY_JSON_OBJECT,
                                null),
                        null));
    }

    /** The server of this test knows no roles, so whatever demands one is refused. */
    @ParameterizedTest
    @CsvSource({
        "s-interface, 401, 403",
        "s-interface-type, 401, 403",
        "s-override, 401, 403",
        "s-locators/denied/open, 401, 403",
        "s-locators/opened/open, 200, 200",
        "s-locators/plain/open, 200, 200",
        "s-class-locator/leaf/open, 401, 403",
        "s-class-locator/opened/open, 200, 200",
        "s-over-open-base, 401, 403",
        "s-opened, 200, 200",
        "s-opened/none, 401, 403",
        "s-opened/empty, 401, 403",
        "s-opened/class, 401, 403"
    })
    void enforcesTheStandardAnnotationsWhereverTheyStand(String path, int anonymous, int known) {
        authentication = new Anonymous();
        assertThat(target(path).request().get().getStatus()).isEqualTo(anonymous);
        authentication = verified("admin");
        assertThat(target(path).request().get().getStatus()).isEqualTo(known);
    }

    /** As servers have it (Jakarta Servlet 6.0, section 13.3): the role of whoever has a name. */
    @ParameterizedTest
    @CsvSource({
        "s-anybody, anonymous, 401",
        "s-anybody, person, 200",
        "s-anybody, user by write, 200",
        "s-anybody, client with read, 403",
        "s-anybody/or-admin, client with read, 403",
        "s-anybody/or-admin, person, 200"
    })
    void takesAMachineForNoUserByTheRoleOfAnybody(String path, String caller, int status) {
        authentication = caller(caller);

        try (Response response = target(path).request().header("X-Any", "x").get()) {
            assertThat(response.getStatus()).isEqualTo(status);
            if (status == 403) {
                assertThat(response.readEntity(String.class)).contains("\"USER_REQUIRED\"");
            }
        }
    }

    /** The role of whoever is authenticated. */
    @Path("s-anybody")
    @RolesAllowed("**")
    public static class StandardForAnybody {

        @GET
        public String get() {
            return "known";
        }

        @GET
        @Path("or-admin")
        @RolesAllowed({"admin", "**"})
        public String orAdmin() {
            return "known";
        }
    }

    /** A server that knows who is authenticated, and no other role. */
    @PreMatching
    private final class Anybody implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            Principal principal = authentication.principal();
            if (request.getHeaderString("X-Any") != null) {
                request.setSecurityContext(new AnybodyContext(principal));
            }
        }
    }

    private record AnybodyContext(Principal principal) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals("**") && principal != null;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getAuthenticationScheme() {
            return null;
        }
    }

    /** The annotation on the method of an interface. */
    public interface StandardApi {

        @GET
        @RolesAllowed("admin")
        String get();
    }

    @Path("s-interface")
    public static class StandardByInterface implements StandardApi {

        @Override
        public String get() {
            return "open";
        }
    }

    /** The annotation on an interface. */
    @DenyAll
    public interface StandardApiType {

        @GET
        String get();
    }

    @Path("s-interface-type")
    public static class StandardByInterfaceType implements StandardApiType {

        @Override
        public String get() {
            return "open";
        }
    }

    /** The annotation on what a method overrides. */
    public static class StandardBase {

        @GET
        @RolesAllowed("admin")
        public String get() {
            return "base";
        }
    }

    @Path("s-override")
    public static class StandardByOverride extends StandardBase {

        @Override
        public String get() {
            return "open";
        }
    }

    /** Annotations on locators. */
    @Path("s-locators")
    public static class StandardLocators {

        @Path("denied")
        @DenyAll
        public Leaf denied() {
            return new Leaf();
        }

        @Path("opened")
        @PermitAll
        public Leaf opened() {
            return new Leaf();
        }

        @Path("plain")
        public Leaf plain() {
            return new Leaf();
        }
    }

    /** An annotation on the type of locators. */
    @Path("s-class-locator")
    @RolesAllowed("admin")
    public static class StandardClassLocator {

        @Path("leaf")
        public Leaf leaf() {
            return new Leaf();
        }

        @Path("opened")
        @PermitAll
        public Leaf opened() {
            return new Leaf();
        }
    }

    /** An open type that a closed one extends. */
    @PermitAll
    public static class StandardOpenBase {

        @GET
        public String get() {
            return "open";
        }
    }

    @Path("s-over-open-base")
    @DenyAll
    public static class StandardOverOpenBase extends StandardOpenBase {}

    /** A closed type with an open method. */
    @Path("s-opened")
    @RolesAllowed("admin")
    public static class StandardOpened {

        @GET
        @PermitAll
        public String get() {
            return "open";
        }

        @GET
        @Path("none")
        @DenyAll
        @PermitAll
        public String none() {
            return "none";
        }

        @GET
        @Path("empty")
        @RolesAllowed({})
        public String empty() {
            return "empty";
        }

        @GET
        @Path("class")
        public String ofClass() {
            return "class";
        }
    }

    /** A guarded type whose sub-resource says nothing. */
    @Path("located")
    @RequireRole("admin")
    public static class Located {

        @Path("")
        public Leaf leaf() {
            return new Leaf();
        }
    }

    /** An open type in front of the same sub-resource. */
    @Path("locator")
    public static class Locator {

        @Path("leaf")
        public Leaf leaf() {
            return new Leaf();
        }
    }

    /** Found through a locator only. */
    public static class Leaf {

        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @GET
        @Path("known")
        @Authenticated
        public String known() {
            return "known";
        }
    }

    /** Locates folders by declared type, by class and by no type that tells anything. */
    @Path("folders")
    public static class Folders {

        @Path("plain")
        public Folder plain() {
            return Folder.located(new Folder());
        }

        @Path("admin")
        public AdminFolder admin() {
            return Folder.located(new AdminFolder());
        }

        @Path("undeclared")
        public Object undeclared() {
            return Folder.located(new AdminFolder());
        }

        @Path("by-class")
        public Class<AdminFolder> byClass() {
            return Folder.located(AdminFolder.class);
        }

        @Path("role")
        @RequireRole("admin")
        public Folder role() {
            return Folder.located(new Folder());
        }

        @Path("private")
        public Folder privately() {
            return Folder.located(new Folder());
        }

        @Path("number/{id: [0-9]{1,3}}")
        @RequireRole("admin")
        public Folder number() {
            return Folder.located(new Folder());
        }

        @Path("{any}")
        @RequireRole("admin")
        public Folder any() {
            return Folder.located(new Folder());
        }

        @GET
        @Path("info")
        public String info() {
            return "info";
        }
    }

    /** Says nothing itself. */
    public static class Folder {

        static <T> T located(T found) {
            LOCATED.incrementAndGet();
            return found;
        }

        @Path("child")
        public Folder child() {
            return located(new Folder());
        }

        @GET
        @Path("leaf")
        public String leaf() {
            return "leaf";
        }

        @GET
        @Path("open")
        @PublicAccess
        public String open() {
            return "open";
        }
    }

    /** Guarded, and a folder too. */
    @RequireRole("admin")
    public static class AdminFolder extends Folder {

        @Path("same")
        public AdminFolder same() {
            return located(new AdminFolder());
        }
    }

    /** A guarded root whose locators are inherited. */
    @Path("private-root")
    @RequireRole("admin")
    public static class PrivateRoot {

        @Path("any")
        public Folder any() {
            return Folder.located(new Folder());
        }
    }

    /** Guarded in each way. */
    @Path("r")
    public static class Resource {

        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @GET
        @Path("open/not-listed")
        public String notListed() {
            return "not listed";
        }

        @GET
        @Path("closed")
        public String closed() {
            return "closed";
        }

        @GET
        @Path("closed/deep")
        public String deep() {
            return "deep";
        }

        @GET
        @Path("closed/opened")
        public String opened() {
            return "opened";
        }

        @GET
        @Path("annotated")
        @PublicAccess
        public String annotated() {
            return "annotated";
        }

        @GET
        @Path("path/{any:.*}")
        public String any(@PathParam("any") String any) {
            return any;
        }

        @GET
        @Path("known")
        @Authenticated
        public String known() {
            return "known";
        }

        @POST
        @Path("known")
        @Authenticated
        public String post(int body) {
            return String.valueOf(body);
        }

        @GET
        @Path("scoped")
        @RequireScope("orders:read")
        public String scoped() {
            return "scoped";
        }

        @GET
        @Path("clients-only")
        @RequireScope(value = "orders:read", firstParty = false)
        public String clientsOnly() {
            return "clients-only";
        }

        @GET
        @Path("scoped-users")
        @Authenticated
        @RequireScope("orders:read")
        public String scopedUsers() {
            return "scoped-users";
        }

        @GET
        @Path("scoped-admins")
        @RequireRole("admin")
        @RequireScope("orders:read")
        public String scopedAdmins() {
            return "scoped-admins";
        }

        @GET
        @Path("any")
        @RequireRole({"editor", "admin"})
        public String any() {
            return "any";
        }

        @GET
        @Path("all")
        @RequireRole(
                value = {"editor", "admin"},
                match = RequireRole.Match.ALL)
        public String all() {
            return "all";
        }
    }
}
