package betterauth.jakarta.health;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.issuer.SenderConstraint;
import betterauth.jakarta.observe.CallStatistics;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.token.TokenAuthenticator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessCheckTest {

    private static final String KEY =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
                    + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

    private final CallStatistics calls = new CallStatistics();
    private final Deque<Runnable> background = new ArrayDeque<>();

    @BeforeEach
    void provideAnswers() {
        HealthCheckResponse.setResponseProvider(Builder::new);
    }

    @AfterEach
    void provideNone() {
        HealthCheckResponse.setResponseProvider(null);
    }

    @Test
    void isUpWithKeysAndASourceThatAnswers() {
        HealthCheckResponse answer = check(Map.of("mp.jwt.verify.publickey", KEY)).call();

        assertThat(answer.getName()).isEqualTo("better-auth");
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getData()).contains(Map.of("keys", "available", "sessions", "available"));
    }

    @Test
    void isDownWithoutKeysAndFetchesThemOnceInTheBackground() {
        HealthCheck check = check(Map.of());
        for (int i = 0; i < 100; i++) {
            HealthCheckResponse answer = check.call();

            assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
            assertThat(answer.getData())
                    .contains(Map.of("keys", "unavailable", "sessions", "available"));
        }
        assertThat(background).hasSize(1);
    }

    @Test
    void isDownWhileTheSourceDoesNotAnswer() {
        HealthCheck check = check(Map.of("mp.jwt.verify.publickey", KEY));
        for (int i = 0; i < 5; i++) {
            calls.add(Duration.ofSeconds(5), false);
        }

        assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void leavesKeysToTheServerWhereItValidates() {
        Map<String, String> container =
                Map.of(
                        "better-auth.mechanism", "container",
                        "mp.jwt.verify.issuer", "https://auth.example.com",
                        "mp.jwt.verify.audiences", "https://auth.example.com",
                        "mp.jwt.verify.publickey.location", "https://auth.example.com/jwks");

        assertThat(check(container).call().getStatus()).isEqualTo(Status.UP);
        assertThat(background).isEmpty();
    }

    private HealthCheck check(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "https://auth.example.com");
        Settings read = Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key))));
        MutableClock clock = new MutableClock();
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(read, identities, clock, background::add);
        Issuer issuer =
                new Issuer(
                        "https://auth.example.com",
                        tokens,
                        SenderConstraint.create(read, clock),
                        SessionAuthenticators.create(
                                read,
                                query -> new Absent(),
                                tokens.sessionCacheTokens(),
                                identities,
                                clock,
                                background::add));
        return () -> ReadinessCheck.answer(read, issuer, calls);
    }

    /** What a server supplies. */
    private static final class Builder extends HealthCheckResponseBuilder {

        private final Map<String, Object> data = new TreeMap<>();
        private String name = "";
        private boolean isUp;

        @Override
        public HealthCheckResponseBuilder name(String value) {
            name = value;
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, String value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, long value) {
            throw new UnsupportedOperationException(key);
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, boolean value) {
            throw new UnsupportedOperationException(key);
        }

        @Override
        public HealthCheckResponseBuilder up() {
            return status(true);
        }

        @Override
        public HealthCheckResponseBuilder down() {
            return status(false);
        }

        @Override
        public HealthCheckResponseBuilder status(boolean value) {
            isUp = value;
            return this;
        }

        @Override
        public HealthCheckResponse build() {
            return new HealthCheckResponse(
                    name, isUp ? Status.UP : Status.DOWN, Optional.of(Map.copyOf(data)));
        }
    }
}
