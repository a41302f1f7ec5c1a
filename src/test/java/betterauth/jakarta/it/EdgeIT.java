package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_ROLE;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.edge.ListedApplication;
import betterauth.jakarta.run.BetterAuthServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that list their classes, constraints of the server's, and refusals in servlets. */
@BetterAuthApp(
        settings = {
            "better-auth.cors.allowed-origins=" + EdgeIT.FRONT_END,
            "better-auth.protected-paths=/listed/reports, /singletons/reports,"
                    + " /listed/folders/private/*, /singletons/folders/private/*"
        },
        packagesOf = ListedApplication.class,
        webXml = EdgeIT.CONSTRAINT)
class EdgeIT {

    static final String FRONT_END = "https://app.example.com";

    static final String CONSTRAINT =
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                    + "<security-constraint><web-resource-collection>"
                    + "<web-resource-name>rest</web-resource-name>"
                    + "<url-pattern>/listed/reports/constrained</url-pattern>"
                    + "</web-resource-collection>"
                    + "<auth-constraint><role-name>admin</role-name></auth-constraint>"
                    + "</security-constraint></web-app>";

    private static final Map<String, String> TOKENS = new LinkedHashMap<>();
    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @ParameterizedTest
    @ValueSource(strings = {"listed", "singletons"})
    void guardsAnApplicationThatListsWhatItHas(String application) {
        String reports = "/" + application + "/reports";

        assertReadable(api.get(reports, "Origin", FRONT_END));
        assertRefused(api.get(reports), 401, AUTHENTICATION_REQUIRED);
        assertRefused(api.get(reports + "/admin"), 401, AUTHENTICATION_REQUIRED);
        assertRefused(call("ada", reports + "/admin"), 403, INSUFFICIENT_ROLE);
        assertThat(call("ada", reports).body()).isEqualTo("reports");
        assertThat(call("grace", reports + "/admin").body()).isEqualTo("for administrators");
        assertThat(api.get(reports + "/open").body()).isEqualTo("open");
        assertThat(
                        api.send(
                                        "OPTIONS",
                                        reports,
                                        "",
                                        "Origin",
                                        FRONT_END,
                                        "Access-Control-Request-Method",
                                        "GET")
                                .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "plain/leaf, '', 200, 1",
        "plain/child/leaf, '', 200, 2",
        "admin/leaf, '', 401, 1",
        "admin/leaf, ada, 403, 1",
        "admin/leaf, grace, 200, 1",
        "admin/child/leaf, '', 401, 0",
        "admin/child/leaf, ada, 403, 0",
        "admin/child/leaf, grace, 200, 2",
        "undeclared/leaf, '', 401, 1",
        "undeclared/child/leaf, ada, 403, 2",
        "undeclared/child/leaf, grace, 200, 2",
        "role/leaf, '', 401, 0",
        "role/leaf, ada, 403, 0",
        "role/leaf, grace, 200, 1",
        "private/leaf, '', 401, 0",
        "private/open, '', 401, 0",
        "private/leaf, ada, 200, 1",
        "rol%65/leaf, '', 401, 0",
        "role;x=y/leaf, '', 401, 0"
    })
    void runsNoLocatorForWhomItIsNot(String path, String user, int status, int located) {
        for (String application : new String[] {"listed", "singletons"}) {
            String folders = "/" + application + "/folders/";
            api.get(folders + "located");

            HttpResponse<String> answer = call(user, folders + path);

            assertThat(answer.statusCode()).as(application).isEqualTo(status);
            assertThat(api.get(folders + "located").body()).isEqualTo(String.valueOf(located));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "house", "ejb", "wrapped", "dispatched", "forwarded"})
    void answersARefusalThatLeavesAServlet(String door) {
        HttpResponse<String> refused = api.get("/doors/" + door, "Origin", FRONT_END);

        assertRefused(refused, 401, AUTHENTICATION_REQUIRED);
        assertReadable(refused);
        assertThat(refused.headers().firstValue("X-Door")).isEmpty();
        assertRefused(api.getAs("rubbish.rubbish", "/doors/" + door), 401, INVALID_SESSION);
    }

    @Test
    void endsAnAsynchronousRequestThatItRefuses() {
        assertRefused(api.get("/doors/async"), 401, AUTHENTICATION_REQUIRED);

        for (int i = 0;
                i < 50 && !api.unrecorded().get("/doors/completed").body().endsWith(" 1");
                i++) {
            Sessions.pause(Duration.ofMillis(100));
        }
        assertThat(api.unrecorded().get("/doors/completed").body()).isEqualTo("half an 1");
    }

    @Test
    void knowsNobodyAfterALogout() {
        assertThat(call("grace", "/doors/logout").body()).isEqualTo("half an false null");
        assertThat(call("grace", "/doors/house").statusCode()).isEqualTo(200);
    }

    @Test
    void demandsWhatAllStereotypesDo() {
        assertRefused(call("ada", "/doors/house"), 403, INSUFFICIENT_ROLE);
        assertThat(call("grace", "/doors/house").body()).isEqualTo("half an entered");
        assertThat(call("grace", "/doors/ejb").body()).isEqualTo("half an entered");
    }

    @Test
    void leavesTheOtherErrorsOfAnApplicationAsTheyAre() {
        // Each server has a page of its own.
        Api pages = api.unrecorded();
        HttpResponse<String> fault = pages.get("/doors/fault");

        assertThat(fault.statusCode()).isEqualTo(500);
        assertThat(fault.headers().firstValue("Content-Type").orElse(""))
                .doesNotContain("problem+json");
        assertThat(pages.get("/listed/reports/paid").statusCode()).isEqualTo(409);
        assertThat(
                        pages.get("/listed/reports/paid")
                                .headers()
                                .firstValue("Content-Type")
                                .orElse(""))
                .doesNotContain("problem+json");
    }

    @Test
    void guardsAServletAndNotItsInitialization() {
        assertRefused(api.get("/guarded", "Origin", FRONT_END), 401, AUTHENTICATION_REQUIRED);
        assertRefused(call("ada", "/guarded"), 403, INSUFFICIENT_ROLE);
        assertThat(call("grace", "/guarded").body()).isEqualTo("initialized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/constrained", "/listed/reports/constrained"})
    void answersAStrangerWhomAConstraintRefuses(String path) {
        HttpResponse<String> refused = api.get(path, "Origin", FRONT_END);

        assertRefused(refused, 401, AUTHENTICATION_REQUIRED);
        assertReadable(refused);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertRefused(api.getAs("rubbish.rubbish", path), 401, INVALID_SESSION);
        HttpResponse<String> preflight =
                api.send(
                        "OPTIONS",
                        path,
                        "",
                        "Origin",
                        FRONT_END,
                        "Access-Control-Request-Method",
                        "GET");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertReadable(preflight);
        api = api.unrecorded();
        assertThat(call("ada", path).statusCode()).isEqualTo(403);
        assertThat(call("grace", path).statusCode())
                .isEqualTo(path.equals("/constrained") ? 200 : 404);
    }

    private static void assertReadable(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(FRONT_END);
        assertThat(answer.headers().allValues("Vary")).isNotEmpty();
    }

    private HttpResponse<String> call(String user, String path) {
        return user.isEmpty()
                ? api.get(path)
                : api.getAs(TOKENS.computeIfAbsent(user, betterAuth::token), path);
    }
}
