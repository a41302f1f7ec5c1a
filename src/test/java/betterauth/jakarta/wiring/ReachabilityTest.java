package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.LogCapture;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachabilityTest {

    private static final Map<String, String> OTHER_KEYS =
            Map.of("mp.jwt.verify.publickey.location", "https://keys.example.com/jwks");

    @Test
    void tellsWhyBetterAuthIsUnavailable() {
        assertThat(
                        lines(
                                true,
                                Map.of(),
                                () -> {
                                    throw new IOException("connection refused");
                                }))
                .containsExactly(
                        "WARNING Better Auth is unavailable at https://auth.example.com/api/auth:"
                                + " connection refused");
    }

    @Test
    void tellsOfAnotherIssuer() {
        assertThat(lines(true, Map.of(), () -> Optional.of("https://a.example/api/auth")))
                .containsExactly(
                        "WARNING Better Auth's discovery names another issuer: iss is"
                                + " https://a.example/api/auth, expected https://auth.example.com."
                                + " Set better-auth.url or mp.jwt.verify.issuer to what Better Auth"
                                + " calls itself");
        assertThat(lines(true, Map.of(), () -> Optional.of("no URL\nINFO"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://auth.example.com", "https://auth.example.com/api/auth"})
    void saysNothingOfTheSameOrigin(String issuer) {
        assertThat(lines(true, Map.of(), () -> Optional.of(issuer))).isEmpty();
    }

    @Test
    void saysNothingWithoutADiscovery() {
        assertThat(lines(true, Map.of(), Optional::empty)).isEmpty();
        assertThat(lines(true, Map.of(), null)).isEmpty();
    }

    /** The fetch of the keys has its own line then. */
    @Test
    void asksOnceTheSameServerHasGivenKeys() {
        Reachability.Discovery failing =
                () -> {
                    throw new IOException("connection refused");
                };

        assertThat(lines(false, Map.of(), failing)).isEmpty();
        assertThat(lines(false, OTHER_KEYS, failing)).hasSize(1);
    }

    @Test
    void failsNoDeploymentWithoutThreads() {
        new Reachability(
                        settings(Map.of()),
                        () -> {
                            throw new IllegalStateException("no threads");
                        },
                        Optional::empty,
                        Runnable::run)
                .begin();
    }

    private static List<String> lines(
            boolean hasKeys, Map<String, String> settings, Reachability.Discovery discovery) {
        try (LogCapture log = new LogCapture("deployment")) {
            new Reachability(
                            settings(settings),
                            () -> CompletableFuture.completedFuture(hasKeys),
                            discovery,
                            Runnable::run)
                    .begin();
            return List.copyOf(log.lines());
        }
    }

    private static Settings settings(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "https://auth.example.com");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
    }
}
