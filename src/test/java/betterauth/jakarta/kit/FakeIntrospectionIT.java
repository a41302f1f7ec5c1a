package betterauth.jakarta.kit;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import betterauth.jakarta.run.DpopKey;
import betterauth.jakarta.run.OAuthClient;
import betterauth.jakarta.run.OAuthFlows;
import betterauth.jakarta.run.OAuthRequest;
import betterauth.jakarta.run.OAuthTokens;
import betterauth.jakarta.testkit.Callers;
import betterauth.jakarta.testkit.FakeBetterAuth;
import betterauth.jakarta.testkit.TestClient;
import betterauth.jakarta.testkit.TestCredential;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fake Better Auth says of access tokens, byte for byte, what the real one does. */
class FakeIntrospectionIT {

    private static final String READ = "orders:read";
    private static final String RESOURCE = FakeBetterAuth.RESOURCE;

    private static BetterAuthServer server;
    private static OAuthFlows flows;

    private FakeBetterAuth fake;

    @BeforeAll
    static void startReal() {
        server =
                BetterAuthServer.start(
                        Map.of(
                                "OAUTH_OPAQUE", "true",
                                "OAUTH_OPAQUE_PREFIX", "oat_",
                                "OAUTH_RESOURCES", RESOURCE));
        flows = new OAuthFlows(server);
    }

    @AfterAll
    static void stopReal() {
        server.close();
    }

    @BeforeEach
    void startFake() {
        fake = FakeBetterAuth.start();
    }

    @Test
    void describesATokenOfAUserAlike() {
        String real =
                flows.authorizationCode(
                                "ada", OAuthClient.ORDERS, OAuthRequest.scopes(READ).at(RESOURCE))
                        .accessToken();
        String faked = callers().user(ada()).through("orders").scopes(READ).opaque().value();

        compare(real, faked);
        flows.revoke(OAuthClient.ORDERS, real);
        compare(real, "oat_" + "a".repeat(32));
    }

    @Test
    void describesATokenOfAMachineAlike() {
        String real =
                flows.clientCredentials(OAuthClient.REPORTS, OAuthRequest.scopes(READ).at(RESOURCE))
                        .accessToken();
        String faked = callers().client("reports").scopes(READ).opaque().value();

        compare(real, faked);
    }

    @Test
    void describesJsonWebTokensAlike() {
        try (BetterAuthServer signing =
                BetterAuthServer.start(Map.of("OAUTH_RESOURCES", RESOURCE))) {
            OAuthFlows signed = new OAuthFlows(signing);
            OAuthRequest read = OAuthRequest.scopes(READ).at(RESOURCE);
            OAuthTokens user = signed.authorizationCode("ada", OAuthClient.PARTNER, read);
            OAuthTokens bound =
                    signed.authorizationCode(
                            "ada", OAuthClient.PARTNER, read.boundTo(new DpopKey()));
            OAuthTokens machine = signed.clientCredentials(OAuthClient.REPORTS, read);
            TestClient partner = callers().user(ada()).through("partner").scopes(READ);

            compare(signing, user, partner.bearer());
            compare(signing, bound, partner.dpop());
            compare(signing, machine, callers().client("reports").scopes(READ).bearer());
        }
    }

    @Test
    void refusesAWrongSecretAlike() {
        String api = fake.settings().get("better-auth.oauth.client-id");

        assertThat(WireText.of(post(fake.url().toString(), basic(api, "wrong"), "token=x")))
                .isEqualTo(
                        WireText.of(
                                post(
                                        server.url().toString(),
                                        basic(OAuthClient.ORDERS.id(), "wrong"),
                                        "token=x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oat_AbcdefghijAbcdefghijAbcdefghij12", "nobodys", "a.b.c", "%20"})
    void describesNobodysTokenAlike(String token) {
        compare(token, token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=", "tokens=x", "token_type_hint=access_token"})
    void answersAFormWithoutATokenAlike(String form) {
        assertThat(WireText.of(asApi(form))).isEqualTo(WireText.of(asOrders(server, form)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic eDp5", "Bearer x"})
    void answersStrangersAlike(String authorization) {
        assertThat(WireText.of(post(fake.url().toString(), authorization, "token=x")))
                .isEqualTo(WireText.of(post(server.url().toString(), authorization, "token=x")));
    }

    private void compare(String real, String faked) {
        compare(server, real, faked);
    }

    private void compare(BetterAuthServer signing, OAuthTokens real, TestCredential faked) {
        compare(signing, real.accessToken(), faked.value());
    }

    private void compare(BetterAuthServer issuing, String real, String faked) {
        assertThat(WireText.of(asApi("token=" + faked)))
                .isEqualTo(WireText.of(asOrders(issuing, "token=" + real)));
    }

    private static HttpResponse<String> asOrders(BetterAuthServer asked, String form) {
        OAuthClient orders = OAuthClient.ORDERS;
        return post(asked.url().toString(), basic(orders.id(), orders.secret()), form);
    }

    private HttpResponse<String> asApi(String form) {
        Map<String, String> settings = fake.settings();
        return post(
                fake.url().toString(),
                basic(
                        settings.get("better-auth.oauth.client-id"),
                        settings.get("better-auth.oauth.client-secret")),
                form);
    }

    private static HttpResponse<String> post(String url, String authorization, String form) {
        Side side = new Side(URI.create(url), "");
        String type = "application/x-www-form-urlencoded";
        return authorization.isEmpty()
                ? side.send("POST", "/oauth2/introspect", form, "Content-Type", type)
                : side.send(
                        "POST",
                        "/oauth2/introspect",
                        form,
                        "Content-Type",
                        type,
                        "Authorization",
                        authorization);
    }

    private static String basic(String id, String secret) {
        byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private Callers callers() {
        return fake.callers();
    }

    private static String ada() {
        return server.sql("select id from user where email = 'ada@example.com'")
                .getJsonObject(0)
                .getString("id");
    }
}
