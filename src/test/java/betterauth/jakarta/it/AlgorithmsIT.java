package betterauth.jakarta.it;

import static betterauth.jakarta.RefusalCode.INVALID_TOKEN;
import static betterauth.jakarta.it.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.run.BetterAuthServer;
import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every algorithm that Better Auth signs with, with its default payload and MicroProfile's. */
@BetterAuthApp(settings = "better-auth.jwks.min-refetch-interval=PT0.01S")
class AlgorithmsIT {

    @ArquillianResource private BetterAuthServer betterAuth;

    @ArquillianResource private Api api;

    @ParameterizedTest
    @CsvSource({
        "EdDSA, user", "EdDSA, mp-jwt", "ES256, user", "ES256, mp-jwt", "ES512, user",
        "ES512, mp-jwt", "PS256, user", "PS256, mp-jwt", "RS256, user", "RS256, mp-jwt"
    })
    void acceptsTokensAndRefusesThemTampered(String algorithm, String payload) {
        betterAuth.restart(Map.of("JWT_ALGORITHM", algorithm, "JWT_PAYLOAD", payload));
        betterAuth.sql("delete from jwks");
        String token = betterAuth.token("lin");

        JsonObject me = Api.json(api.getAs(token, "/api/me"));

        String header =
                new String(
                        Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                        UTF_8);
        assertThat(header).contains("\"alg\":\"" + algorithm + "\"");
        assertThat(me.getString("email")).isEqualTo("lin@example.com");
        assertThat(me.getJsonArray("roles")).hasToString("[\"user\",\"editor\"]");
        assertRefused(api.getAs(tampered(token), "/api/me"), 401, INVALID_TOKEN);
    }

    /** The token with one bit in the middle of its signature turned. */
    private static String tampered(String token) {
        int dot = token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        signature[signature.length / 2] ^= 1;
        return token.substring(0, dot + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
