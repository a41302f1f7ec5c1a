package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.AUTHENTICATION_REQUIRED;
import static betterauth.jakarta.RefusalCode.INSUFFICIENT_ROLE;
import static betterauth.jakarta.RefusalCode.INVALID_SESSION;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import com.example.shop.Orders;
import com.example.shop.OrdersResource;
import com.example.shop.Plan;
import com.example.shop.Welcome;
import java.net.http.HttpResponse;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sample application, with its own configuration. The answers that it makes itself are not
 * compared: their charset and pages of errors are the servers' choice.
 */
@BetterAuthApp(
        betterAuth = "PLAN_FIELD=true",
        classes = {
            com.example.shop.Api.class,
            Welcome.class,
            OrdersResource.class,
            Orders.class,
            Plan.class
        },
        configuration =
                "src/sample/shop/src/main/resources/META-INF/microprofile-config.properties")
class ShopIT {

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @ParameterizedTest
    @ValueSource(strings = {"welcome", "welcome/admins", "orders", "orders/count"})
    void refusesAnonymousCallers(String path) {
        assertRefused(api.get("/api/" + path), 401, AUTHENTICATION_REQUIRED);
        assertRefused(api.getAs("rubbish.rubbish", "/api/" + path), 401, INVALID_SESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"welcome/admins", "orders/count"})
    void refusesUsersWithoutTheRole(String path) {
        assertRefused(api.getAs(betterAuth.token("ada"), "/api/" + path), 403, INSUFFICIENT_ROLE);
    }

    @Test
    void welcomesUsers() {
        Api api = this.api.unrecorded();
        assertThat(api.getAs(betterAuth.token("ada"), "/api/welcome").body())
                .isEqualTo("Welcome, Ada Lovelace");
        assertThat(api.getAs(betterAuth.signIn("grace"), "/api/welcome/admins").body())
                .isEqualTo("Welcome, administrator");
    }

    @Test
    void limitsOrdersByThePlanOfATokenAndOfASession() {
        Api api = this.api.unrecorded();
        assertThat(order(api, betterAuth.token("lin"), "tea").body())
                .isEqualTo("Lin Example: [tea]");
        assertThat(order(api, betterAuth.signIn("lin"), "cup").body())
                .isEqualTo("Lin Example: [tea, cup]");
        assertThat(order(api, betterAuth.token("lin"), "pot").statusCode()).isEqualTo(403);
        assertThat(order(api, betterAuth.signIn("lin"), "pot").statusCode()).isEqualTo(403);

        setPlan("lin", "pro");

        assertThat(order(api, betterAuth.token("lin"), "pot").body())
                .isEqualTo("Lin Example: [tea, cup, pot]");
        assertThat(order(api, betterAuth.signIn("lin"), "jug").body())
                .isEqualTo("Lin Example: [tea, cup, pot, jug]");
        assertThat(api.getAs(betterAuth.token("ada"), "/api/orders").body())
                .isEqualTo("Ada Lovelace: []");
        assertThat(api.getAs(betterAuth.token("grace"), "/api/orders/count").body()).isEqualTo("4");
    }

    @Test
    void failsForAPlanThatItDoesNotKnow() {
        setPlan("grace", "gold");
        Api api = this.api.unrecorded();

        assertThat(order(api, betterAuth.token("grace"), "tea").statusCode()).isEqualTo(500);
    }

    private void setPlan(String user, String plan) {
        betterAuth.sql("update user set plan = ? where email = ?", plan, user + "@example.com");
    }

    private static HttpResponse<String> order(Api api, String token, String item) {
        return api.send(
                "POST",
                "/api/orders",
                item,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "text/plain");
    }
}
