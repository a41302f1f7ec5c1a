package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_SCOPE;
import static betterauth.jakarta.RefusalCode.USER_REQUIRED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static betterauth.jakarta.run.OAuthClient.PARTNER;
import static betterauth.jakarta.run.OAuthClient.REPORTS;
import static betterauth.jakarta.run.OAuthFlows.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.OAuthFlows;
import betterauth.jakarta.run.OAuthRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The orders of the WAR's own API, for clients and for users. */
@BetterAuthApp(settings = "better-auth.oauth.resource=" + RESOURCE)
class OrdersIT {

    private static final String ORDERS = "/api/orders";
    private static final String READ = "orders:read";
    private static final String WRITE = "orders:write";

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @Test
    void showUsersTheirOwnAndAMachineAll() {
        assertThat(order(byPartner("ada", WRITE), "Tea").statusCode()).isEqualTo(201);
        assertThat(order(betterAuth.token("lin"), "Coffee").statusCode()).isEqualTo(201);
        assertThat(order(byMachine(WRITE), "Paper").statusCode()).isEqualTo(201);

        assertThat(items(betterAuth.token("ada"))).contains("Tea").doesNotContain("Coffee");
        assertThat(items(byPartner("ada", READ))).contains("Tea").doesNotContain("Coffee", "Paper");
        assertThat(items(byPartner("lin", READ))).contains("Coffee").doesNotContain("Tea", "Paper");
        assertThat(items(byMachine(READ))).contains("Tea", "Coffee", "Paper");
    }

    @Test
    void sayWhoCalls() {
        JsonObject ada = orders(betterAuth.token("ada"));
        JsonObject byPartner = orders(byPartner("ada", READ));
        JsonObject machine = orders(byMachine(READ));

        assertThat(ada.get("client")).isEqualTo(JsonValue.NULL);
        assertThat(ada.getString("user")).isEqualTo("Ada Lovelace");
        assertThat(byPartner.getString("client")).isEqualTo("partner");
        assertThat(byPartner.getString("user"))
                .isEqualTo(Api.json(api.getAs(betterAuth.token("ada"), "/api/me")).getString("id"));
        assertThat(machine.getString("client")).isEqualTo("reports");
        assertThat(machine.get("user")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void refuseWhoLacksTheScope() {
        assertRefused(api.get(ORDERS), 401, AUTHENTICATION_REQUIRED);
        assertRefused(api.getAs(byPartner("ada", WRITE), ORDERS), 403, INSUFFICIENT_SCOPE);
        assertRefused(order(byPartner("ada", READ), "Tea"), 403, INSUFFICIENT_SCOPE);
        assertRefused(order(byMachine(READ), "Tea"), 403, INSUFFICIENT_SCOPE);
        assertRefused(api.getAs(byMachine(READ), "/api/me"), 403, USER_REQUIRED);
    }

    /** The scope to write is not the one to read. */
    @Test
    void answerANewOrderWithItAlone() {
        order(betterAuth.token("grace"), "Compiler");

        HttpResponse<String> answer = order(byPartner("grace", WRITE), "Nanoseconds");

        assertThat(Api.json(answer).getJsonArray("orders")).hasToString("[\"Nanoseconds\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1",
                "null",
                "{}",
                "{\"item\":\" \"}",
                "{\"item\":1}",
                "{\"item\":\"101\"}"
            })
    void takeNoOtherItems(String body) {
        HttpResponse<String> answer = post(betterAuth.token("ada"), body.replace("101", long101()));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void takeAnItemOf100Characters() {
        assertThat(order(betterAuth.token("lin"), long101().substring(1)).statusCode())
                .isEqualTo(201);
    }

    private static String long101() {
        return "x".repeat(101);
    }

    private String byPartner(String user, String scopes) {
        OAuthRequest request = OAuthRequest.scopes(scopes).at(RESOURCE);
        return new OAuthFlows(betterAuth).authorizationCode(user, PARTNER, request).accessToken();
    }

    private String byMachine(String scopes) {
        OAuthRequest request = OAuthRequest.scopes(scopes).at(RESOURCE);
        return new OAuthFlows(betterAuth).clientCredentials(REPORTS, request).accessToken();
    }

    private HttpResponse<String> order(String token, String item) {
        return post(token, Json.createObjectBuilder().add("item", item).build().toString());
    }

    private HttpResponse<String> post(String token, String body) {
        return api.send(
                "POST",
                ORDERS,
                body,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");
    }

    private JsonObject orders(String token) {
        // A machine's hang on the users' ids, which are random.
        return Api.json(api.unrecorded().getAs(token, ORDERS));
    }

    private String items(String token) {
        return orders(token).getJsonArray("orders").toString();
    }
}
