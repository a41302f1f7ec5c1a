package betterauth.jakarta.cors;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieSitesTest {

    @Test
    void namesTheOriginAndWhatToDo() {
        assertThat(lines("https://auth.example.com", "https://*.other.com:8443", Map.of()))
                .containsExactly(
                        "Browsers do not send Better Auth's session cookie from"
                                + " https://*.other.com:8443, which is another site than"
                                + " https://auth.example.com: use tokens there, or one domain for"
                                + " both, or set SameSite=None by Better Auth's"
                                + " advanced.defaultCookieAttributes");
    }

    @ParameterizedTest
    @CsvSource({
        "https://auth.example.com, https://app.example.org",
        "https://auth.example.com, https://localhost:5173",
        "http://localhost:3000, http://127.0.0.1:5173",
        "http://127.0.0.1:3000, http://localhost:5173",
        "https://auth.example.com, https://192.0.2.1"
    })
    void tellsOfAnotherSite(String betterAuth, String origin) {
        assertThat(lines(betterAuth, origin, Map.of())).hasSize(1);
    }

    /** Of two sites below co.uk nothing is known here. */
    @ParameterizedTest
    @CsvSource({
        "https://auth.example.com, https://app.example.com",
        "https://auth.example.com, https://example.com",
        "https://auth.example.com, https://*.example.com",
        "https://auth.one.co.uk, https://app.two.co.uk",
        "http://localhost:3000, http://localhost:5173",
        "http://127.0.0.1:3000, http://127.0.0.1:5173",
        "http://better-auth:3000, https://app.example.com",
        "http://10.0.0.5:3000, https://app.example.com"
    })
    void saysNothingWhereItIsNotCertain(String betterAuth, String origin) {
        assertThat(lines(betterAuth, origin, Map.of())).isEmpty();
    }

    @Test
    void knowsBetterAuthByItsIssuer() {
        Map<String, String> issuer = Map.of("mp.jwt.verify.issuer", "https://auth.example.com");

        assertThat(lines("http://better-auth:3000", "https://app.example.com", issuer)).isEmpty();
        assertThat(lines("http://better-auth:3000", "https://app.other.com", issuer)).hasSize(1);
        assertThat(
                        lines(
                                "https://auth.example.com",
                                "https://app.other.com",
                                Map.of("mp.jwt.verify.issuer", "urn:issuer")))
                .hasSize(1);
    }

    @Test
    void saysNothingWhereNoCookieIsWanted() {
        assertThat(
                        lines(
                                "https://auth.example.com",
                                "https://app.other.com",
                                Map.of("better-auth.session.enabled", "false")))
                .isEmpty();
        assertThat(
                        lines(
                                "https://auth.example.com",
                                "https://app.other.com",
                                Map.of("better-auth.cors.allow-credentials", "false")))
                .isEmpty();
    }

    private static List<String> lines(
            String betterAuth, String origin, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", betterAuth);
        all.put("better-auth.cors.allowed-origins", origin);
        return CookieSites.otherSites(
                Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key)))));
    }
}
