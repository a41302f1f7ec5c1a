package betterauth.jakarta.it;

import static betterauth.jakarta.run.OAuthClient.PARTNER;
import static betterauth.jakarta.run.OAuthClient.REPORTS;
import static betterauth.jakarta.run.OAuthFlows.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import betterauth.jakarta.run.BetterAuthServer;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real browser: a front end of a third origin, one that is not allowed, and the WAR's own page.
 */
@BetterAuthApp(
        settings = {
            "better-auth.secret=" + BetterAuthServer.SECRET,
            "better-auth.api-key.enabled=true",
            "better-auth.oauth.resource=" + RESOURCE
        },
        frontEnd = true)
class BrowserIT {

    private static final String SIGN_IN =
            "(await fetch('%s/api/auth/sign-in/email', {method: 'POST', credentials: 'include',"
                    + " headers: {'Content-Type': 'application/json'},"
                    + " body: '{\"email\":\"ada@example.com\",\"password\":\"demo-password-1\"}'})).status";
    private static final String ANSWER =
            "JSON.stringify({status: answer.status, challenge: answer.headers.get('WWW-Authenticate'),"
                    + " body: await answer.json()})";

    /**
     * The visible texts whose contrast is less than WCAG 2.2 asks for (success criterion 1.4.3).
     */
    private static final String FAINT_TEXTS =
            """
            () => {
              const channels = (color) => color.match(/[\\d.]+/g).map(Number);
              const luminance = ([r, g, b]) => {
                const [x, y, z] = [r, g, b].map((c) => c / 255)
                  .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                return 0.2126 * x + 0.7152 * y + 0.0722 * z;
              };
              const behind = (node) => {
                const color = channels(getComputedStyle(node).backgroundColor);
                return color[3] === 0 && node.parentElement ? behind(node.parentElement) : color;
              };
              return [...document.body.querySelectorAll("*")]
                .filter((node) => node.checkVisibility())
                .filter((node) => [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim()))
                .filter((node) => {
                  const [a, b] = [luminance(channels(getComputedStyle(node).color)), luminance(behind(node))];
                  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
                })
                .map((node) => node.textContent);
            }""";

    private static final String NAMELESS_CONTROLS =
            "[...document.querySelectorAll('input, select')].filter(c => !c.labels?.[0]?.textContent.trim()).length"
                    + " + [...document.querySelectorAll('button')].filter(b => !b.textContent.trim()).length";

    private static final StaticPages STRANGER = new StaticPages();

    private static Chromium chromium;

    @ArquillianResource private BetterAuthServer betterAuth;
    @ArquillianResource private StaticPages frontEnd;

    @ArquillianResource private URI deployed;

    private String api;
    private BrowserContext context;
    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        STRANGER.close();
    }

    @BeforeEach
    void open() {
        api = "http://localhost:" + deployed.getPort();
        if (chromium == null) {
            betterAuth.restart(
                    Map.of(
                            "TRUSTED_ORIGINS",
                            String.join(",", api, frontEnd.origin(), STRANGER.origin())));
            betterAuth.sql(
                    "update oauthClient set redirectUris = ? where clientId = ?",
                    "[\"" + api + "/\"]",
                    PARTNER.id());
            chromium = Chromium.start();
        }
        open(1280, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    void letsAnAllowedFrontEndCallByCookie() {
        signInAt(frontEnd);

        JsonObject answer = call("/api/me", "{credentials: 'include'}");

        assertThat(answer.getInt("status")).isEqualTo(200);
        assertThat(answer.getJsonObject("body").getString("method")).isEqualTo("session");
        assertThat(answer.getJsonObject("body").getString("email")).isEqualTo("ada@example.com");
    }

    @Test
    void letsAnAllowedFrontEndChangeByCookieAfterAPreflight() {
        signInAt(frontEnd);

        JsonObject answer =
                call(
                        "/api/notes",
                        "{method: 'POST', credentials: 'include',"
                                + " headers: {'Content-Type': 'application/json'}, body: '{\"text\":\"x\"}'}");

        assertThat(answer.getInt("status")).isEqualTo(201);
    }

    @Test
    void letsAnAllowedFrontEndCallByToken() {
        page.navigate(frontEnd.origin());

        JsonObject answer =
                call(
                        "/api/me",
                        "{headers: {Authorization: 'Bearer " + betterAuth.token("lin") + "'}}");

        assertThat(answer.getInt("status")).isEqualTo(200);
        assertThat(answer.getJsonObject("body").getString("method")).isEqualTo("jwt");
    }

    @Test
    void letsAnAllowedFrontEndReadRefusals() {
        signInAt(frontEnd);

        JsonObject denied = call("/api/admin/caches", "{credentials: 'include'}");
        JsonObject invalid = call("/api/me", "{headers: {Authorization: 'Bearer a.b'}}");

        assertThat(denied.getInt("status")).isEqualTo(403);
        assertThat(denied.getJsonObject("body").getString("code")).isEqualTo("INSUFFICIENT_ROLE");
        assertThat(invalid.getInt("status")).isEqualTo(401);
        assertThat(invalid.getString("challenge")).startsWith("Bearer error=\"invalid_token\"");
    }

    @Test
    void letsNoStrangerReadAnything() {
        signInAt(STRANGER);

        for (String init :
                List.of(
                        "{credentials: 'include'}",
                        "{}",
                        "{headers: {Authorization: 'Bearer a.b'}}")) {
            assertThatThrownBy(() -> call("/api/me", init))
                    .isInstanceOf(PlaywrightException.class)
                    .hasMessageContaining("Failed to fetch");
        }
        assertThatThrownBy(
                        () ->
                                call(
                                        "/api/notes",
                                        "{method: 'POST', credentials: 'include', headers:"
                                                + " {'Content-Type': 'application/json'}, body:"
                                                + " '{\"text\":\"stolen\"}'}"))
                .isInstanceOf(PlaywrightException.class);
        assertThat(new Api(URI.create(api)).getAs(betterAuth.token("ada"), "/api/notes").body())
                .contains("\"notes\"")
                .doesNotContain("stolen");
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "390, LIGHT", "1280, DARK", "390, DARK", "320, LIGHT"})
    void leadsFromSignUpToAPersonalizedAnswer(int width, ColorScheme scheme) {
        open(width, scheme);
        page.navigate(api + "/");
        PlaywrightAssertions.assertThat(page.locator("#state")).hasText("Not signed in");
        screenshot("signed-out", width, scheme);
        signUp("new-" + width + "-" + scheme + "@example.com");

        press("Personalized");

        PlaywrightAssertions.assertThat(page.locator("#request")).hasText("GET /api/personalized");
        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("200 OK");
        assertThat(page.locator("#body").textContent())
                .contains("\"content_level\": \"Advanced\"", "\"focus_area\": \"Robotics\"");
        screenshot("personalized", width, scheme);
        assertNothingIsCutOff(width);
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cookie, session",
        "jwt, jwt",
        "session, session",
        "signed, session",
        "api-key, api-key"
    })
    void callsEachMethod(String credential, String method) {
        page.navigate(api + "/");
        signIn("grace");
        choose(credential);

        assertAnswer("Ping", "200 OK", "\"ok\": true");
        assertAnswer("Who am I", "200 OK", "\"method\": \"" + method + "\"");
        assertAnswer("Protected", "200 OK", "grace@example.com");
        assertAnswer("Draft", "200 OK", "Grace Hopper");
        assertAnswer("Add a note", "201 Created", "Remember the milk");
        assertAnswer("My notes", "200 OK", "Remember the milk");
        assertAnswer("Add an order", "201 Created", "Coffee");
        assertAnswer("Orders", "200 OK", "\"client\": null");
        assertAnswer("Caches", "200 OK", "\"tokens\"");
        assertAnswer("Empty the caches", "204 No Content", "(empty)");
        assertThat(page.locator("#script").textContent()).contains("method").doesNotContain("eyJ");
        assertThat(complaints).isEmpty();
    }

    @Test
    void showsARefusalAndWhatToDo() {
        page.navigate(api + "/");
        signIn("ada");

        assertAnswer("Caches", "403 Forbidden", "INSUFFICIENT_ROLE");
        PlaywrightAssertions.assertThat(page.locator("#code")).hasText("INSUFFICIENT_ROLE");
        assertThat(page.locator("#advice").textContent()).contains("lack the role");
        assertThat(page.locator("#announcement").textContent())
                .isEqualTo("GET /api/admin/caches, 403 Forbidden, INSUFFICIENT_ROLE");
        page.locator("input[value=none]").check();
        assertAnswer("Who am I", "401 Unauthorized", "AUTHENTICATION_REQUIRED");
        assertThat(page.locator("#headers").textContent()).contains("WWW-Authenticate", "Bearer");
        screenshot("refused", 1280, ColorScheme.LIGHT);
        page.locator("input[value=cookie]").check();
        page.locator("#sign-out").click();
        PlaywrightAssertions.assertThat(page.locator("#state")).hasText("Not signed in");
        assertAnswer("Who am I", "401 Unauthorized", "AUTHENTICATION_REQUIRED");
    }

    @Test
    void saysWhyASignInFails() {
        page.navigate(api + "/");
        page.locator("#sign-in input[name=email]").fill("ada@example.com");
        page.locator("#sign-in input[name=password]").fill("wrong-password");
        page.locator("#sign-in button").click();

        PlaywrightAssertions.assertThat(page.locator("#account-error"))
                .hasText("Invalid email or password");
    }

    @Test
    void signsTheDemosUsersInByOneClick() {
        page.navigate(api + "/");

        for (String name : List.of("Ada Lovelace", "Grace Hopper", "Lin Example")) {
            page.locator("#users button")
                    .filter(new Locator.FilterOptions().setHasText(name))
                    .click();

            PlaywrightAssertions.assertThat(page.locator("#state")).containsText(name);
            PlaywrightAssertions.assertThat(page.locator("#users [aria-pressed=true]"))
                    .containsText(name);
        }
        assertAnswer("Draft", "200 OK", "Lin Example");
    }

    @Test
    void offersNoUsersWhereBetterAuthHasNone() {
        page.route("**/demo-users", route -> route.fulfill(answer(404, "text/plain", "")));
        page.navigate(api + "/");

        PlaywrightAssertions.assertThat(page.locator("#state")).hasText("Not signed in");
        PlaywrightAssertions.assertThat(page.locator("#demo")).isHidden();
        // Each server has its own media type for scripts.
        Api files = new Api(URI.create(api)).unrecorded();
        for (String file : List.of("", "page.js", "calls.js", "credentials.js")) {
            assertThat(files.get("/" + file).body()).doesNotContain(BetterAuthServer.PASSWORD);
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, ada", "390, grace"})
    void playsAPartnerAppThatAsksForOneMoreScope(int width, String user) {
        open(width, ColorScheme.LIGHT);
        page.navigate(api + "/");
        signIn(user);
        choose("partner");
        press("Orders");
        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Not sent");
        screenshot("consent-needed", width, ColorScheme.LIGHT);
        press("Ask for orders:read");
        answerConsent("orders:read", "Allow");
        assertShown("GET /api/orders", "200 OK", "\"client\": \"partner\"");
        assertNothingIsLeftOfTheRedirect();
        page.getByLabel("Item").fill("Tea for " + user);
        assertAnswer("Add an order", "403 Forbidden", "INSUFFICIENT_SCOPE");
        screenshot("scope-missing", width, ColorScheme.LIGHT);

        press("Ask for orders:write");
        answerConsent("orders:read orders:write", "Allow");

        assertShown("POST /api/orders", "201 Created", "Tea for " + user);
        screenshot("scope-added", width, ColorScheme.LIGHT);
        assertNothingIsLeftOfTheRedirect();
        assertAnswer("Orders", "200 OK", "Tea for " + user);
        PlaywrightAssertions.assertThat(page.locator("#ask")).isHidden();
        assertThat(page.locator("#script").textContent())
                .contains("code_challenge", "scope: \"orders:read orders:write\"")
                .doesNotContain("eyJ");
        assertNothingIsCutOff(width);
        assertThat(complaints).isEmpty();
    }

    @Test
    void saysThatAUserDeniesThePartnerApp() {
        page.navigate(api + "/");
        assertAnswer("Ping", "200 OK", "\"ok\": true");
        choose("partner");
        press("Who am I");
        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Not sent");
        assertNothingOfPingIsLeft();
        press("Ask for orders:read");
        page.getByLabel("E-mail").fill("lin@example.com");
        page.getByLabel("Password").fill(BetterAuthServer.PASSWORD);
        press("Sign in");

        answerConsent("orders:read", "Deny");

        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Not allowed");
        PlaywrightAssertions.assertThat(page.locator("#advice")).containsText("denied");
        PlaywrightAssertions.assertThat(page.locator("#state")).containsText("Lin Example");
        assertNothingIsLeftOfTheRedirect();
        press("Who am I");
        PlaywrightAssertions.assertThat(button("Ask for orders:read")).isVisible();
    }

    /** A code of another browser, of another request, or of another authorization server. */
    @ParameterizedTest
    @CsvSource({"null, this", "'{\"state\":\"other\"}', this", "'{\"state\":\"s\"}', https://evil"})
    void ignoresACodeThatItDidNotAskFor(String asked, String issuer) {
        List<Route> exchanges = new ArrayList<>();
        page.route("**/oauth2/token", exchanges::add);
        page.navigate(api + "/");
        page.evaluate("asked => sessionStorage.setItem('better-auth-jakarta.asked', asked)", asked);

        page.navigate(
                api
                        + "/?code=c&state=s&iss="
                        + issuer.replace("this", betterAuth.url() + "/api/auth"));

        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Not allowed");
        PlaywrightAssertions.assertThat(page.locator("#advice")).containsText("ignores it");
        assertNothingIsLeftOfTheRedirect();
        assertThat(exchanges).isEmpty();
    }

    @Test
    void playsAMachineThatIsNoUser() {
        page.navigate(api + "/");
        choose("machine");
        page.route("**/oauth2/token", Route::abort);
        press("Orders");
        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Not sent");
        page.unroute("**/oauth2/token");

        assertAnswer("Orders", "200 OK", "\"client\": \"reports\"");
        assertAnswer("Add an order", "201 Created", "\"user\": null");
        assertAnswer("Who am I", "403 Forbidden", "USER_REQUIRED");
        PlaywrightAssertions.assertThat(page.locator("#ask")).isHidden();
        assertThat(page.locator("#script-section").textContent())
                .contains("The same in your service", "client_credentials");
        assertThat(page.content())
                .doesNotContain(REPORTS.secret())
                .doesNotContainPattern("eyJ[A-Za-z0-9]");
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "**/demo-clients, only the demo's Better Auth",
        "**/.well-known/oauth-protected-resource, better-auth.oauth.resource is not set"
    })
    void saysWhereThereAreNoClients(String path, String reason) {
        page.route(path, route -> route.fulfill(answer(404, "text/plain", "")));
        page.navigate(api + "/");

        for (String credential : List.of("partner", "machine")) {
            Locator label = page.locator("label:has(input[value=" + credential + "])");
            PlaywrightAssertions.assertThat(label).containsText(reason);
            PlaywrightAssertions.assertThat(label.locator("input")).isDisabled();
        }
        screenshot("no-clients", 1280, ColorScheme.LIGHT);
        assertAnswer("Ping", "200 OK", "\"ok\": true");
        assertThat(page.evaluate(FAINT_TEXTS))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    @Test
    void showsTheAnswerBesideTheCallWhereThereIsRoom() {
        page.navigate(api + "/");
        for (String button : List.of("Ping", "Empty the caches")) {
            press(button);
            PlaywrightAssertions.assertThat(page.locator("#time")).containsText("ms");

            BoundingBox call = button(button).boundingBox();
            BoundingBox status = page.locator("#status").boundingBox();
            assertThat(status.x).isGreaterThan(call.x + call.width);
            assertThat(status.y).isBetween(0.0, 900.0);
        }
    }

    @Test
    void showsTheAnswerRightBelowTheCallOnASmallScreen() {
        open(390, ColorScheme.LIGHT);
        page.navigate(api + "/");
        for (String button : List.of("Ping", "My notes")) {
            press(button);
            PlaywrightAssertions.assertThat(page.locator("#time")).containsText("ms");

            BoundingBox call = button(button).boundingBox();
            BoundingBox answer = page.locator("#answer").boundingBox();
            assertThat(answer.y - call.y - call.height).isBetween(0.0, 30.0);
            assertThat(page.locator("#answer").count()).isEqualTo(1);
        }
        assertNothingIsCutOff(390);
    }

    @ParameterizedTest
    @CsvSource({
        "404, application/problem+json, '{\"code\":\"X\"}', 404 Not Found, X",
        "500, text/html, <h1>Oops</h1>, 500 Internal Server Error, <h1>Oops</h1>",
        "503, application/json, '{\"half', 503 Service Unavailable, '{\"half'",
        "200, application/json, no JSON, 200 OK, no JSON"
    })
    void showsWhateverIsAnswered(int status, String type, String body, String name, String shown) {
        page.route("**/api/me", route -> route.fulfill(answer(status, type, body)));
        page.navigate(api + "/");
        assertAnswer("Ping", "200 OK", "\"ok\": true");

        assertAnswer("Who am I", name, shown);

        assertNothingOfPingIsLeft();
        assertThat(complaints).isEmpty();
    }

    @Test
    void showsThatThereIsNoAnswer() {
        page.route("**/api/me", Route::abort);
        page.navigate(api + "/");
        assertAnswer("Ping", "200 OK", "\"ok\": true");

        press("Who am I");

        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("No answer");
        PlaywrightAssertions.assertThat(page.locator("#advice")).containsText("CORS");
        assertNothingOfPingIsLeft();
    }

    @Test
    void showsNoOldAnswerWhileACallIsUnderWay() {
        List<Route> held = new ArrayList<>();
        page.route("**/api/me", held::add);
        page.navigate(api + "/");
        assertAnswer("Ping", "200 OK", "\"ok\": true");

        press("Who am I");

        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Calling …");
        assertThat(page.locator("#body").textContent()).isEmpty();
        assertAnswer("Ping", "200 OK", "\"ok\": true");
        held.get(0).fulfill(answer(200, "text/plain", "late"));
        PlaywrightAssertions.assertThat(button("Who am I")).isEnabled();
        assertThat(page.locator("#request").textContent()).isEqualTo("GET /api/public/ping");
        assertThat(page.locator("#body").textContent()).contains("\"ok\": true");
    }

    @ParameterizedTest
    @CsvSource({"jwt", "session", "signed", "api-key"})
    void saysThatACredentialCannotBeHad(String credential) {
        page.navigate(api + "/");
        assertAnswer("Ping", "200 OK", "\"ok\": true");
        choose(credential);

        press("Who am I");

        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Not sent");
        PlaywrightAssertions.assertThat(page.locator("#advice")).containsText("ign in");
        assertNothingOfPingIsLeft();
    }

    @Test
    void saysThatBetterAuthIsOutOfReach() {
        page.navigate(api + "/");
        signIn("ada");
        page.route("**/api/auth/token", Route::abort);
        page.route("**/api/auth/sign-out", Route::abort);
        page.locator("input[value=jwt]").check();

        press("Who am I");
        page.locator("#sign-out").click();

        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Not sent");
        PlaywrightAssertions.assertThat(page.locator("#account-error"))
                .containsText("Better Auth gave no answer");
        PlaywrightAssertions.assertThat(page.locator("#sign-out")).isEnabled();
        PlaywrightAssertions.assertThat(button("Who am I")).isEnabled();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT", "DARK"})
    void hasTextsThatContrastAndControlsThatAreNamed(ColorScheme scheme) {
        open(1280, scheme);
        page.navigate(api + "/");
        signIn("ada");
        assertAnswer("Caches", "403 Forbidden", "INSUFFICIENT_ROLE");

        assertThat(page.evaluate(FAINT_TEXTS))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
        assertThat(page.evaluate(NAMELESS_CONTROLS)).isEqualTo(0);
    }

    @Test
    void isUsableByKeyboard() {
        page.navigate(api + "/");
        PlaywrightAssertions.assertThat(page.locator("#state")).hasText("Not signed in");
        page.locator("#sign-in input[name=email]").focus();
        page.keyboard().type("ada@example.com");
        page.keyboard().press("Tab");
        page.keyboard().type(BetterAuthServer.PASSWORD);
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("#state")).containsText("Ada Lovelace");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Who am I")).focus();
        page.keyboard().press("Space");

        PlaywrightAssertions.assertThat(page.locator("#status")).hasText("200 OK");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Who am I");
    }

    @Test
    void servesThePageUnderAStrictPolicy() {
        HttpResponse<String> response = new Api(URI.create(api)).get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy"))
                .contains("strict-origin-when-cross-origin");
        HttpResponse<String> me =
                new Api(URI.create(api)).getAs(betterAuth.token("ada"), "/api/me");
        assertThat(me.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(me.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    private void open(int width, ColorScheme scheme) {
        close();
        context =
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, 900)
                                        .setColorScheme(scheme));
        page = context.newPage();
        page.onConsoleMessage(
                message -> {
                    if (message.text().contains("Content Security Policy")) {
                        complaints.add(message.text());
                    }
                });
        page.onPageError(complaints::add);
    }

    private void signInAt(StaticPages origin) {
        page.navigate(origin.origin());
        assertThat(page.evaluate("async () => " + SIGN_IN.formatted(betterAuth.url())))
                .isEqualTo(200);
    }

    private JsonObject call(String path, String init) {
        String json =
                (String)
                        page.evaluate(
                                "async () => { const answer = await fetch('%s', %s); return %s; }"
                                        .formatted(api + path, init, ANSWER));
        return Json.createReader(new StringReader(json)).readObject();
    }

    private void signIn(String user) {
        PlaywrightAssertions.assertThat(page.locator("#state")).hasText("Not signed in");
        page.locator("#sign-in input[name=email]").fill(user + "@example.com");
        page.locator("#sign-in input[name=password]").fill(BetterAuthServer.PASSWORD);
        page.locator("#sign-in button").click();
        PlaywrightAssertions.assertThat(page.locator("#state")).containsText(user + "@example.com");
    }

    private void signUp(String email) {
        page.locator("summary").click();
        page.locator("#sign-up input[name=name]").fill("New User");
        page.locator("#sign-up input[name=email]").fill(email);
        page.locator("#sign-up input[name=password]").fill(BetterAuthServer.PASSWORD);
        page.locator("select[name=softwareBackground]").selectOption("Advanced");
        page.locator("select[name=hardwareBackground]").selectOption("Robots");
        page.locator("select[name=interestArea]").selectOption("Robotics");
        page.locator("#sign-up button").click();
        PlaywrightAssertions.assertThat(page.locator("#state")).containsText("New User");
    }

    private void choose(String credential) {
        page.locator("input[value=" + credential + "]").check();
    }

    /** On the page of Better Auth. */
    private void answerConsent(String scopes, String answer) {
        PlaywrightAssertions.assertThat(page.locator("#scope")).hasText(scopes);
        screenshot("consent", page.viewportSize().width, ColorScheme.LIGHT);
        press(answer);
    }

    private void assertShown(String request, String status, String body) {
        PlaywrightAssertions.assertThat(page.locator("#request")).hasText(request);
        PlaywrightAssertions.assertThat(page.locator("#status")).hasText(status);
        PlaywrightAssertions.assertThat(page.locator("#body")).containsText(body);
    }

    private void assertNothingIsLeftOfTheRedirect() {
        assertThat(page.url()).isEqualTo(api + "/");
        assertThat(page.evaluate("sessionStorage.length + localStorage.length")).isEqualTo(0);
    }

    private void press(String button) {
        button(button).click();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void assertNothingOfPingIsLeft() {
        PlaywrightAssertions.assertThat(page.locator("#request")).hasText("GET /api/me");
        assertThat(page.locator("#body").textContent()).doesNotContain("\"ok\"");
        PlaywrightAssertions.assertThat(page.locator("#script")).not().containsText("ping");
        PlaywrightAssertions.assertThat(button("Who am I")).isEnabled();
    }

    private static Route.FulfillOptions answer(int status, String type, String body) {
        return new Route.FulfillOptions()
                .setStatus(status)
                .setContentType(type)
                .setBody(body)
                .setHeaders(Map.of("Content-Type", type, "Access-Control-Allow-Origin", "*"));
    }

    private void assertAnswer(String button, String status, String body) {
        page.evaluate("document.getElementById('status').textContent = ''");
        press(button);
        PlaywrightAssertions.assertThat(page.locator("#status")).hasText(status);
        PlaywrightAssertions.assertThat(page.locator("#body")).containsText(body);
    }

    private void screenshot(String name, int width, ColorScheme scheme) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(
                                Path.of(
                                        "target",
                                        "screenshots",
                                        name + "-" + width + "-" + scheme + ".png")));
    }

    private void assertNothingIsCutOff(int width) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }
}
