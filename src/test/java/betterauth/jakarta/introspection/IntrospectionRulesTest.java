package betterauth.jakarta.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.introspection.Outcome.Active;
import betterauth.jakarta.introspection.Outcome.Inactive;
import betterauth.jakarta.introspection.Outcome.Unavailable;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionRulesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final String TOKEN =
            "\"active\":true,\"exp\":1000001,\"iss\":\"https://auth.example.com/api/auth\",";

    private final IntrospectionRules rules =
            new IntrospectionRules(
                    "https://auth.example.com/api/auth",
                    Set.of("https://orders.example.com", "https://orders.example.org"),
                    "orders");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"aud\":\"https://orders.example.com\"",
                "\"aud\":\"https://orders.example.org\",\"token_type\":\"Bearer\"",
                "\"aud\":[\"https://invoices.example.com\",\"https://orders.example.com\"]",
                "\"client_id\":\"orders\",\"token_type\":\"bearer\"",
                "\"client_id\":\"orders\",\"token_type\":\"DPoP\",\"cnf\":{\"jkt\":\"x\"}",
                "\"client_id\":\"orders\",\"nbf\":1000000"
            })
    void acceptsATokenForThisApi(String members) {
        JsonObject answer = json(TOKEN + members);

        assertThat(rules.judge(answer, NOW)).isEqualTo(new Active(answer));
        assertThat(rules.judge(answer, NOW)).hasToString("Active[]");
    }

    @Test
    void acceptsATokenWithoutExpiryAndIssuer() {
        assertThat(rules.judge(json("\"active\":true,\"client_id\":\"orders\""), NOW))
                .isInstanceOf(Active.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"active\":false", "\"active\":false,\"exp\":\"never\""})
    void rejectsATokenThatIsNotActive(String members) {
        assertThat(rules.judge(json(members), NOW))
                .isEqualTo(new Inactive("The access token is unknown, revoked or has expired"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"active\":null",
                "\"active\":\"true\"",
                "\"active\":1",
                "\"active\":[]",
                "\"Active\":true",
                "\"active\":true,\"client_id\":\"orders\",\"exp\":\"1000001\"",
                "\"active\":true,\"client_id\":\"orders\",\"exp\":null",
                "\"active\":true,\"client_id\":\"orders\",\"exp\":-1",
                "\"active\":true,\"client_id\":\"orders\",\"exp\":1e999",
                "\"active\":true,\"client_id\":\"orders\",\"nbf\":\"then\"",
                "\"error\":\"invalid_client\""
            })
    void decidesNothingByAnAnswerThatItDoesNotUnderstand(String members) {
        assertThat(rules.judge(json(members), NOW)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"exp\":1000000,\"client_id\":\"orders\"|The access token has expired",
                "\"exp\":999999.9,\"client_id\":\"orders\"|The access token has expired",
                "\"nbf\":1000001,\"client_id\":\"orders\"|The access token is not valid yet",
                "\"iss\":\"https://other.example.com\",\"client_id\":\"orders\""
                        + "|The access token's iss is not the expected issuer",
                "\"iss\":null,\"client_id\":\"orders\""
                        + "|The access token's iss is not the expected issuer",
                "\"iss\":[\"https://auth.example.com/api/auth\"],\"client_id\":\"orders\""
                        + "|The access token's iss is not the expected issuer",
                "\"aud\":\"https://invoices.example.com\",\"client_id\":\"orders\""
                        + "|The access token's aud names none of this API's resources",
                "\"aud\":\"https://orders.example.com/\""
                        + "|The access token's aud names none of this API's resources",
                "\"aud\":[],\"client_id\":\"orders\""
                        + "|The access token's aud names none of this API's resources",
                "\"aud\":null,\"client_id\":\"orders\""
                        + "|The access token's aud names none of this API's resources",
                "\"aud\":[[\"https://orders.example.com\"]]"
                        + "|The access token's aud names none of this API's resources",
                "\"aud\":7" + "|The access token's aud names none of this API's resources",
                "\"client_id\":\"reports\"|The access token has no aud and is of another client",
                "\"client_id\":null|The access token has no aud and is of another client",
                "\"azp\":\"orders\"|The access token has no aud and is of another client",
                "\"token_type\":\"refresh_token\",\"client_id\":\"orders\""
                        + "|The token is not an access token",
                "\"token_type\":null,\"client_id\":\"orders\"|The token is not an access token",
                "\"token_type\":\"DPoP\",\"cnf\":null,\"client_id\":\"orders\""
                        + "|The access token is bound to a key that is not named",
                "\"token_type\":\"DPoP\",\"client_id\":\"orders\""
                        + "|The access token is bound to a key that is not named"
            })
    void rejectsATokenThatIsNotForThisApi(String members, String detail) {
        assertThat(rules.judge(json("\"active\":true," + members), NOW))
                .isEqualTo(new Inactive(detail));
    }

    @Test
    void warnsOnceOfTokensForOtherApis() {
        try (LogCapture log = new LogCapture("authentication")) {
            JsonObject other =
                    json("\"active\":true,\"aud\":\"https://invoices.example.com\\nforged\"");
            rules.judge(other, NOW);
            rules.judge(other, NOW);

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING An access token was rejected: aud is")
                    .contains("https://invoices.example.com")
                    .endsWith("Compare better-auth.oauth.resource")
                    .doesNotContain("\n");
        }
    }

    private static JsonObject json(String members) {
        return Json.createReader(new StringReader("{" + members + "}")).readObject();
    }
}
