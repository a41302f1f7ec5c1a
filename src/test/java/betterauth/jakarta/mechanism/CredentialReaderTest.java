package betterauth.jakarta.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.RefusalCode;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.config.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialReaderTest {

    private final CredentialReader reader = reader(Map.of());

    @Test
    void findsNothing() {
        assertThat(reader.read(new FakeRequest().build())).isEqualTo(new Credential.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER   a.b.c", "Bearer a.b.c "})
    void findsABearerToken(String header) {
        assertThat(reader.read(new FakeRequest().header("Authorization", header).build()))
                .isEqualTo(new Credential.Bearer("a.b.c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Bearera.b.c",
                "Bearer\ta",
                "Basic YTpi",
                "Bearer a b",
                "Bearer a,b",
                "Bearer a, Bearer b",
                "Bearer \"a\"",
                "Bearer a\u0000",
                "Bearer =",
                "Bearer a=b",
                "Token a",
                "Bearer \u00e9"
            })
    void refusesAHeaderThatIsNoBearerToken(String header) {
        Credential credential =
                reader.read(
                        new FakeRequest()
                                .header("Authorization", header)
                                .cookie("better-auth.session_token", "valid")
                                .build());

        assertThat(credential)
                .isInstanceOfSatisfying(
                        Credential.Unusable.class,
                        unusable ->
                                assertThat(unusable.reason().code())
                                        .isEqualTo(RefusalCode.INVALID_TOKEN));
    }

    @Test
    void refusesTwoHeaders() {
        Credential credential =
                reader.read(
                        new FakeRequest().header("Authorization", "Bearer a", "Bearer a").build());

        assertThat(credential)
                .isInstanceOfSatisfying(
                        Credential.Unusable.class,
                        unusable ->
                                assertThat(unusable.reason().code())
                                        .isEqualTo(RefusalCode.AMBIGUOUS_CREDENTIALS));
    }

    @Test
    void takesATokenFromTheCookieThatMicroProfileNames() {
        CredentialReader inCookie =
                reader(Map.of("mp.jwt.token.header", "Cookie", "mp.jwt.token.cookie", "jwt"));

        assertThat(inCookie.read(new FakeRequest().cookie("jwt", "a.b.c").build()))
                .isEqualTo(new Credential.Bearer("a.b.c"));
        assertThat(inCookie.read(new FakeRequest().cookie("other", "a.b.c").build()))
                .isEqualTo(new Credential.Absent());
    }

    @Test
    void printsNoToken() {
        assertThat(new Credential.Bearer("a.b.c")).hasToString("Bearer[redacted]");
    }

    private static CredentialReader reader(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "https://auth.example.com");
        return new CredentialReader(
                Settings.read(new Values(key -> Optional.ofNullable(all.get(key)))));
    }
}
