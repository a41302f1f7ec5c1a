package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.INSUFFICIENT_SCOPE;
import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.RefusalCode.USER_REQUIRED;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static betterauth.jakarta.run.OAuthClient.ORDERS;
import static betterauth.jakarta.run.OAuthClient.PARTNER;
import static betterauth.jakarta.run.OAuthClient.REPORTS;
import static betterauth.jakarta.run.OAuthFlows.OTHER_RESOURCE;
import static betterauth.jakarta.run.OAuthFlows.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.it.oauth.OAuthApplication;
import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.OAuthFlows;
import betterauth.jakarta.run.OAuthRequest;
import betterauth.jakarta.run.OAuthTokens;
import jakarta.json.JsonObject;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;

/**
 * A Better Auth whose access tokens are all opaque ({@code disableJwtPlugin} of its provider):
 * there the tokens of other clients have an audience, so that this API may ask about them.
 */
@BetterAuthApp(
        packagesOf = OAuthApplication.class,
        settings = {
            "better-auth.oauth.resource=" + RESOURCE,
            "better-auth.oauth.client-id=orders",
            "better-auth.oauth.client-secret=orders-secret-0123456789abcdef01234567",
            "better-auth.oauth.opaque-prefix=oat_"
        },
        betterAuth = {"OAUTH_OPAQUE=true", "OAUTH_OPAQUE_PREFIX=oat_"})
class OpaqueTokensIT {

    private static final OAuthRequest READ = OAuthRequest.scopes("orders:read").at(RESOURCE);

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @Test
    void acceptsTheTokenOfAUserByItsScopes() {
        String token = byPartner(READ).accessToken();

        assertThat(token).startsWith("oat_");
        assertThat(api.getAs(token, "/orders").statusCode()).isEqualTo(200);
        assertThat(api.getAs(token, "/orders/users").statusCode()).isEqualTo(200);
        assertRefused(api.getAs(token, "/orders/write"), 403, INSUFFICIENT_SCOPE);
        JsonObject who = Api.json(api.getAs(token, "/who"));
        assertThat(who.getString("client")).isEqualTo("partner");
        assertThat(who.getBoolean("actsForUser")).isTrue();
    }

    @Test
    void acceptsTheTokenOfAMachineForAMachine() {
        String token = flows().clientCredentials(REPORTS, READ).accessToken();

        assertThat(api.getAs(token, "/orders").statusCode()).isEqualTo(200);
        assertRefused(api.getAs(token, "/orders/users"), 403, USER_REQUIRED);
        assertThat(Api.json(api.getAs(token, "/who")).getBoolean("actsForUser")).isFalse();
    }

    @Test
    void rejectsATokenForAnotherApi() {
        String token =
                flows().clientCredentials(
                                REPORTS, OAuthRequest.scopes("orders:read").at(OTHER_RESOURCE))
                        .accessToken();

        assertRefused(api.getAs(token, "/orders"), 401, INVALID_TOKEN);
    }

    @Test
    void acceptsATokenForAnyApiOnlyIfItWasIssuedToThisOne() {
        OAuthRequest forAny = OAuthRequest.scopes("orders:read");
        String ours = flows().clientCredentials(ORDERS, forAny).accessToken();
        String others = flows().clientCredentials(REPORTS, forAny).accessToken();

        assertThat(api.getAs(ours, "/orders").statusCode()).isEqualTo(200);
        assertRefused(api.getAs(others, "/orders"), 401, INVALID_TOKEN);
    }

    @Test
    void stillKnowsUsersInPerson() {
        assertThat(api.getAs(betterAuth.signIn("ada"), "/orders").statusCode()).isEqualTo(200);
        assertThat(api.getAs(betterAuth.token("ada"), "/orders").statusCode()).isEqualTo(200);
    }

    private OAuthTokens byPartner(OAuthRequest request) {
        return flows().authorizationCode("ada", PARTNER, request);
    }

    private OAuthFlows flows() {
        return new OAuthFlows(betterAuth);
    }
}
