package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.guard.GuardsFound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    private static final GuardsFound NO_GUARDS = new GuardsFound(new TreeMap<>(), new TreeSet<>());
    private static final GuardsFound GUARDS =
            new GuardsFound(new TreeMap<>(Map.of("com.example.Orders", 3)), new TreeSet<>());
    private static final Map<String, String> ORIGIN =
            Map.of("better-auth.cors.allowed-origins", "https://app.example.com");

    @Test
    void keepsNothingFromBeingDeployedThoughItFails() {
        try (LogCapture log = new LogCapture("deployment")) {
            // Nothing is injected, as where what is reported cannot be read.
            new Deployment().log("", NO_GUARDS);

            assertThat(log.lines()).containsExactly("WARNING The start cannot be reported");
        }
    }

    @Test
    void reportsTheDefaults() {
        assertThat(report(Map.of(), GUARDS).lines())
                .containsExactly(
                        "Better Auth for Jakarta EE 1.2.3 is deployed at /",
                        "  Better Auth: https://auth.example.com/api/auth",
                        "  issuer: https://auth.example.com",
                        "  audiences: https://auth.example.com",
                        "  OAuth resource: none",
                        "  keys: https://auth.example.com/api/auth/jwks",
                        "  algorithms: ES256, ES512, EdDSA, PS256, RS256",
                        "  credentials: JSON Web Token, session token, session cookie"
                                + " __Secure-better-auth.session_token",
                        "  session source: get-session",
                        "  cookie signatures: verified by Better Auth",
                        "  cookie cache: off",
                        "  protected paths: none",
                        "  public paths: none",
                        "  CORS origins: none",
                        "  guards: 3 in com.example.Orders");
    }

    @Test
    void reportsNoSecret() {
        Map<String, String> settings = new HashMap<>();
        settings.put("better-auth.secret", "SECRET".repeat(8));
        settings.put("better-auth.secrets", "2:" + "SECRET".repeat(9));
        settings.put("better-auth.jwt.secret", "SECRET".repeat(10));
        settings.put(
                "mp.jwt.verify.publickey.location", "https://u:SECRET@keys.example.com/k?t=SECRET");
        settings.put("better-auth.api-key.enabled", "true");
        settings.put("better-auth.cookie-cache", "jwe");
        settings.put("better-auth.protected-paths", "/api/*,/me,/");
        settings.put("better-auth.public-paths", "/api/open");
        settings.putAll(ORIGIN);

        String text = report(settings, NO_GUARDS);

        assertThat(text).doesNotContain("SECRET");
        assertThat(text.lines())
                .contains(
                        "  keys: https://keys.example.com/k",
                        "  algorithms: ES256, ES512, EdDSA, HS256, PS256, RS256",
                        "  credentials: JSON Web Token, session token, session cookie"
                                + " __Secure-better-auth.session_token, API key",
                        "  cookie signatures: verified here by 2 secrets",
                        "  cookie cache: jwe",
                        "  protected paths: /, /api/*, /me",
                        "  public paths: /api/open",
                        "  CORS origins: https://app.example.com",
                        "  guards: none");
    }

    @Test
    void findsOriginsWithNothingGuarded() {
        assertThat(Deployment.mistakes(settings(ORIGIN), NO_GUARDS, List.of()))
                .containsExactly(
                        "better-auth.cors.allowed-origins lets front ends call, but nothing is"
                                + " guarded: there is no @Authenticated, no @RequireRole, no @RequireScope and no"
                                + " better-auth.protected-paths");
    }

    @Test
    void findsNoMistakeWhereThereIsNone() {
        Map<String, String> paths = new HashMap<>(ORIGIN);
        paths.put("better-auth.protected-paths", "/api/*");

        assertThat(Deployment.mistakes(settings(ORIGIN), GUARDS, List.of("PATH"))).isEmpty();
        assertThat(Deployment.mistakes(settings(paths), NO_GUARDS, List.of())).isEmpty();
        assertThat(Deployment.mistakes(settings(Map.of()), NO_GUARDS, List.of())).isEmpty();
    }

    @Test
    void findsUnknownKeysAndOtherSites() {
        Map<String, String> settings =
                Map.of("better-auth.cors.allowed-origins", "https://app.other.com");

        assertThat(
                        Deployment.mistakes(
                                settings(settings), GUARDS, List.of("better-auth.api-key.enable")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("There is no setting better-auth.api-key.enable"))
                .anyMatch(line -> line.startsWith("Browsers do not send"));
    }

    @Test
    void findsWhatIsSetForAnotherSource() {
        Map<String, String> settings = new HashMap<>();
        settings.put("better-auth.secret", "0123456789abcdef0123456789abcdef");
        settings.put("better-auth.session.redis.url", "redis://cache");
        settings.put("better-auth.session.datasource", "jdbc/better-auth");
        assertThat(Deployment.mistakes(settings(settings), GUARDS, List.of()))
                .containsExactly(
                        "better-auth.session.redis.url is set and not used:"
                                + " better-auth.session.source is http",
                        "better-auth.session.datasource is set and not used:"
                                + " better-auth.session.source is http");

        settings.put("better-auth.session.source", "redis");
        assertThat(Deployment.mistakes(settings(settings), GUARDS, List.of()))
                .containsExactly(
                        "better-auth.session.datasource is set and not used:"
                                + " better-auth.session.source is redis");
    }

    private static String report(Map<String, String> settings, GuardsFound guards) {
        return new StartReport("1.2.3", "", settings(settings), "get-session", guards).text();
    }

    private static Settings settings(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "https://auth.example.com");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
    }
}
