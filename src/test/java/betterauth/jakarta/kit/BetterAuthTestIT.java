package betterauth.jakarta.kit;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.Deployments;
import betterauth.jakarta.testkit.BetterAuthTest;
import betterauth.jakarta.testkit.Callers;
import betterauth.jakarta.testkit.CookieCache;
import betterauth.jakarta.testkit.FakeBetterAuth;
import betterauth.jakarta.testkit.Fault;
import betterauth.jakarta.testkit.TestCaller;
import betterauth.jakarta.testkit.TestClient;
import betterauth.jakarta.testkit.TestCredential;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test kit tests an application on a server, whose settings lead to the fake Better Auth. */
@BetterAuthTest(cookieCache = CookieCache.COMPACT)
@ExtendWith(ArquillianExtension.class)
class BetterAuthTestIT {

    private static FakeBetterAuth betterAuth;

    private final HttpClient client = HttpClient.newHttpClient();

    @ArquillianResource private URI base;

    @Deployment(testable = false)
    static WebArchive application() {
        return Deployments.addLibrary(
                ShrinkWrap.create(WebArchive.class, "app.war")
                        .addClasses(GreetingApplication.class, Greeting.class),
                betterAuth.settings());
    }

    @Test
    void acceptsEachCredential(Callers callers) throws Exception {
        TestCaller ada = callers.user("ada").field("plan", "pro");

        for (TestCredential credential :
                List.of(ada.bearer(), ada.sessionToken(), ada.cookie(), ada.apiKey())) {
            HttpResponse<String> answer = send("GET", "api/greeting", credential);

            assertThat(answer.body()).as(credential.toString()).isEqualTo("Hello, ada of plan pro");
        }
    }

    @Test
    void acceptsEachAccessToken(Callers callers) throws Exception {
        TestClient partner = callers.user("ada").through("partner").scopes("greetings:read");

        for (TestCredential credential :
                List.of(partner.bearer(), partner.opaque(), partner.dpop())) {
            HttpResponse<String> answer = send("GET", "api/greeting", credential);

            assertThat(answer.body()).as(credential.toString()).startsWith("Hello, ada");
        }
        assertThat(send("GET", "api/greeting", callers.client("reports").bearer()).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "api/greeting", partner.expired().opaque()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void tellsOfEndsByEvents(Callers callers) throws Exception {
        betterAuth.sendEventsTo(base.resolve("better-auth/events"));
        TestCredential session = callers.user("eve").sessionToken();
        TestCredential token = callers.user("eve").bearer();
        assertThat(send("GET", "api/greeting", session).statusCode()).isEqualTo(200);
        assertThat(send("GET", "api/greeting", token).statusCode()).isEqualTo(200);

        betterAuth.signOut("eve");
        assertRefused(send("GET", "api/greeting", session), 401);
        assertThat(send("GET", "api/greeting", token).statusCode()).isEqualTo(200);
        betterAuth.ban("eve");
        assertRefused(send("GET", "api/greeting", token), 401);
    }

    @Test
    void presentsACookieAsAPageOfTheSameOriginDoes(Callers callers) throws Exception {
        int calls = betterAuth.calls("/get-session");

        HttpResponse<String> answer = send("POST", "api/greeting", callers.user("ada").cookie());

        assertThat(answer.body()).isEqualTo("Hello, ada of plan none");
        assertThat(betterAuth.calls("/get-session")).as("cookie cache").isEqualTo(calls);
    }

    @Test
    void presentsACredentialByAJakartaRestClient(Callers callers) {
        try (Client rest = ClientBuilder.newClient()) {
            rest.register(callers.user("grace").roles("user", "admin").bearer());

            assertThat(rest.target(base.resolve("api/greeting/admins")).request().get(String.class))
                    .isEqualTo("Hello, administrator");
        }
    }

    @Test
    void refusesCredentialsThatHaveExpired(Callers callers) throws Exception {
        TestCaller ada = callers.user("ada").expired();

        for (TestCredential credential :
                List.of(ada.bearer(), ada.sessionToken(), ada.cookie(), ada.apiKey())) {
            assertRefused(send("GET", "api/greeting", credential), 401);
        }
    }

    @Test
    void refusesBannedUsers(Callers callers) throws Exception {
        TestCaller eve = callers.user("eve").roles("admin").banned();

        for (TestCredential credential :
                List.of(eve.bearer(), eve.sessionToken(), eve.cookie(), eve.apiKey())) {
            assertRefused(send("GET", "api/greeting/admins", credential), 403);
        }
    }

    @Test
    void refusesACallerWithoutTheRole(Callers callers) throws Exception {
        assertRefused(send("GET", "api/greeting/admins", callers.user("lin").bearer()), 403);
    }

    @Test
    void refusesTokensForOthers(Callers callers) throws Exception {
        assertRefused(
                send("GET", "api/greeting", callers.user("ada").claim("aud", "another").bearer()),
                401);
    }

    @Test
    void isUnavailableWhileBetterAuthFails(Callers callers) throws Exception {
        TestCredential session = callers.user("ada").sessionToken();
        betterAuth.fail("/get-session", Fault.status(500));
        assertRefused(send("GET", "api/greeting", session), 503);

        betterAuth.fail("/get-session", Fault.closedConnection());
        assertRefused(send("GET", "api/greeting", callers.user("lin").sessionToken()), 503);
    }

    @Test
    void setsItsSettingsAsSystemProperties() {
        assertThat(System.getProperty("better-auth.url")).isEqualTo(betterAuth.url().toString());
        assertThat(System.getProperty("better-auth.cookie-cache")).isEqualTo("compact");
    }

    private HttpResponse<String> send(String method, String path, TestCredential credential)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).method(method, BodyPublishers.noBody());
        return client.send(credential.on(request).build(), BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\"");
    }
}
