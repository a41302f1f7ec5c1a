package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_ROLE;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.app.TestApplication;
import betterauth.jakarta.run.BetterAuthServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The library in an application of its own: every place that a guard can stand. */
@BetterAuthApp(packagesOf = TestApplication.class)
class GuardsIT {

    private static final Map<String, String> TOKENS = new LinkedHashMap<>();
    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private URI base;

    @ArquillianResource private Api api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bare/known",
                "bare/admin",
                "calls/stereotype",
                "calls/stereotype-method",
                "calls/transactional",
                "calls/ejb",
                "calls/ejb-both",
                "calls/ejb-role?role=user",
                "calls/roles-allowed",
                "calls/user",
                "roles",
                "roles/staff",
                "roles/none"
            })
    void refusesAnonymousCallers(String path) {
        assertRefused(api.get("/app/" + path), 401, AUTHENTICATION_REQUIRED);
        assertRefused(api.getAs("rubbish.rubbish", "/app/" + path), 401, INVALID_SESSION);
    }

    @ParameterizedTest
    @CsvSource({
        "ada, bare/admin",
        "lin, bare/admin",
        "ada, calls/stereotype",
        "ada, calls/ejb",
        "ada, calls/ejb-both",
        "grace, calls/ejb-both",
        "ada, calls/roles-allowed",
        "ada, roles",
        "lin, roles",
        "ada, roles/staff",
        "grace, roles/none"
    })
    void refusesCallersWithoutTheRole(String user, String path) {
        assertRefused(call(user, path), 403, INSUFFICIENT_ROLE);
    }

    @ParameterizedTest
    @CsvSource({
        "ada, bare, open",
        "ada, bare/known, known",
        "grace, bare/admin, admin",
        "grace, bare/role, true",
        "ada, bare/role, false",
        "grace, calls/stereotype, admin",
        "ada, calls/stereotype-method, anyone known",
        "lin, calls/ejb-both, both",
        "grace, calls/roles-allowed, admin",
        "grace, calls/ejb-role?role=admin, true",
        "ada, calls/ejb-role?role=admin, false",
        "grace, roles, admins",
        "lin, roles/staff, staff",
        "lin, calls/servlet-role?role=editor, true",
        "ada, calls/servlet-role?role=editor, false"
    })
    void letsInWhoMay(String user, String path, String answer) {
        HttpResponse<String> response = call(user, path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(answer);
    }

    @Test
    void injectsThePrincipal() {
        String id = call("ada", "calls/user").body().split("\\|", -1)[1];

        assertThat(call("ada", "roles/all").body()).isEqualTo(id);
        assertThat(api.get("/app/roles/all").body()).isEqualTo("null");
    }

    @Test
    void letsATypesRoleIn() {
        assertThat(call("lin", "calls/ejb").statusCode()).isEqualTo(200);
        assertThat(call("grace", "calls/ejb").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesBeforeTheBodyIsRead() {
        HttpResponse<String> response =
                api.send("POST", "/app/bare/known", "x", "Content-Type", "text/plain");

        assertRefused(response, 401, AUTHENTICATION_REQUIRED);
    }

    @Test
    void guardsBeforeATransactionIsAskedFor() {
        assertRefused(api.get("/app/calls/transactional"), 401, AUTHENTICATION_REQUIRED);
        // Known callers get as far as the transaction, which is mandatory and not there. What is
        // said of it differs by server.
        assertThat(
                        api.unrecorded()
                                .getAs(
                                        TOKENS.computeIfAbsent("ada", betterAuth::token),
                                        "/app/calls/transactional")
                                .statusCode())
                .isEqualTo(500);
    }

    @Test
    void tellsTheCurrentUser() {
        assertThat(call("lin", "calls/user").body())
                .matches(
                        "true\\|\\w{32}\\|lin@example.com\\|\\[(user, editor|editor, user)]\\|JWT"
                                + "\\|Optional.empty\\|Optional\\[false]\\|true\\|true"
                                + "\\|Optional.empty\\|Beginner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls/async", "calls/executor"})
    void carriesTheCurrentUserToOtherThreads(String path) {
        assertThat(call("ada", path).body()).matches("\\w{32} \\[user]");
        assertThat(call("grace", path).body()).matches("\\w{32} \\[admin]");
    }

    @Test
    void refusesAnonymousCallersOnOtherThreads() {
        assertRefused(api.get("/app/calls/async"), 401, AUTHENTICATION_REQUIRED);
        assertRefused(api.get("/app/calls/executor"), 401, AUTHENTICATION_REQUIRED);
    }

    @Test
    void tellsAServletTheCurrentUser() {
        String token = TOKENS.computeIfAbsent("lin", betterAuth::token);

        assertThat(api.getAs(token, "/servlet/user").body())
                .matches("\\w{32} \\[(user, editor|editor, user)]");
        assertThat(api.getAs(betterAuth.signIn("grace"), "/servlet/user").body())
                .matches("\\w{32} \\[admin]");
        assertThat(api.getAs("rubbish", "/servlet/user").body()).isEqualTo("nobody");
        assertThat(api.get("/servlet/user").body()).isEqualTo("nobody");
    }

    @Test
    void tellsAWebSocketWhoOpenedIt() throws Exception {
        String ada = TOKENS.computeIfAbsent("ada", betterAuth::token);

        assertThat(firstMessage("Authorization", "Bearer " + ada)).matches("\\w{32} \\[user]");
        assertThat(firstMessage("Authorization", "Bearer rubbish")).isEqualTo("nobody");
        assertThat(firstMessage("Accept", "*/*")).isEqualTo("nobody");
    }

    @Test
    void tellsAnonymousCallersNothing() {
        assertThat(api.get("/app/calls/anonymous").body()).isEqualTo("false [] null null");
    }

    @Test
    void forgetsASessionAtOnce() {
        String session = betterAuth.signIn("ada");
        assertThat(api.getAs(session, "/app/calls/user").body()).contains("|SESSION|Optional[");
        betterAuth.sql("delete from session where token = ?", session);
        assertThat(api.getAs(session, "/app/calls/user").statusCode()).isEqualTo(200);

        api.getAs(session, "/app/calls/forget");

        assertRefused(api.getAs(session, "/app/calls/user"), 401, INVALID_SESSION);
    }

    @Test
    void injectsClaimsOfATokenAndOfASession() {
        String expected =
                "lin@example.com|true|[user, editor]|false|user,editor|false|Optional[Lin Example]"
                        + "|Optional.empty|32|Optional[Lin Example]";

        assertThat(call("lin", "claims").body()).isEqualTo(expected);
        assertThat(api.getAs(betterAuth.signIn("lin"), "/app/claims").body()).isEqualTo(expected);
        assertThat(api.get("/app/claims/open").body()).isEqualTo("null|null|Optional.empty|null");
    }

    @Test
    void injectsTheTokenOfTheCaller() {
        assertThat(call("ada", "calls/token").body())
                .matches(
                        "\\w{32}\\|\\[user]\\|ada@example.com\\|true\\|\\[http://localhost:\\d+]\\|3");
    }

    /** What the WebSocket says first to who opens it with this header. */
    private String firstMessage(String header, String value) throws Exception {
        CompletableFuture<String> message = new CompletableFuture<>();
        WebSocket.Listener listener =
                new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(
                            WebSocket socket, CharSequence data, boolean last) {
                        message.complete(data.toString());
                        return socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
                    }

                    @Override
                    public void onError(WebSocket socket, Throwable error) {
                        message.completeExceptionally(error);
                    }
                };
        URI address = URI.create("ws://localhost:" + base.getPort() + "/socket/user");
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header(header, value)
                .buildAsync(address, listener)
                .get(30, TimeUnit.SECONDS);
        return message.get(30, TimeUnit.SECONDS);
    }

    private HttpResponse<String> call(String user, String path) {
        return api.getAs(TOKENS.computeIfAbsent(user, betterAuth::token), "/app/" + path);
    }
}
