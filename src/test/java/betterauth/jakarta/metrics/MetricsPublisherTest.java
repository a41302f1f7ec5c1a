package betterauth.jakarta.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.issuer.SenderConstraint;
import betterauth.jakarta.observe.AuthenticationCounters;
import betterauth.jakarta.observe.AuthenticationCounters.Outcome;
import betterauth.jakarta.observe.AuthenticationCounters.Presented;
import betterauth.jakarta.observe.CallStatistics;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.token.TokenAuthenticator;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class MetricsPublisherTest {

    private static final Tag ROOT = new Tag("context", "/");

    private final Map<MetricID, Supplier<?>> registered = new HashMap<>();
    private final AuthenticationCounters counters = new AuthenticationCounters();
    private final CallStatistics calls = new CallStatistics();
    private final MetricsPublisher publisher = publisher(true);

    @Test
    void showsWhatIsCounted() {
        publisher.publish("");
        counters.count(Presented.API_KEY, Outcome.REJECTED);
        calls.add(Duration.ofMillis(1500), true);
        calls.add(Duration.ofMillis(500), false);

        assertThat(
                        value(
                                "better_auth_authentications",
                                ROOT,
                                new Tag("credential", "api-key"),
                                new Tag("outcome", "rejected")))
                .isEqualTo(1L);
        assertThat(value("better_auth_session_calls", ROOT)).isEqualTo(2L);
        assertThat(value("better_auth_session_call_failures", ROOT)).isEqualTo(1L);
        assertThat(value("better_auth_session_call_seconds", ROOT)).isEqualTo(2.0);
        assertThat(value("better_auth_cache_loads", ROOT, new Tag("cache", "keys"))).isEqualTo(0L);
    }

    @Test
    void tellsApplicationsApartAndTakesAllBack() {
        publisher.publish("/shop");
        assertThat(registered.keySet())
                .hasSizeGreaterThan(20)
                .allMatch(id -> "/shop".equals(id.getTags().get("context")));

        publisher.withdraw();

        assertThat(registered).isEmpty();
    }

    @Test
    void doesNothingWithoutARegistry() {
        MetricsPublisher unable = publisher(false);
        unable.publish("");
        unable.withdraw();

        assertThat(registered).isEmpty();
    }

    @Test
    void hasTheNamesOfTheGuide() throws Exception {
        publisher.publish("");
        String guide = Files.readString(Path.of("src", "site", "markdown", "operations.md"));

        assertThat(registered.keySet()).allMatch(id -> guide.contains("`" + id.getName() + "`"));
    }

    private Object value(String name, Tag... tags) {
        return registered.get(new MetricID(name, tags)).get();
    }

    private MetricsPublisher publisher(boolean hasRegistry) {
        Map<String, String> url = Map.of("better-auth.url", "https://auth.example.com");
        Settings settings =
                Settings.read(new ConfigValues(key -> Optional.ofNullable(url.get(key))));
        MutableClock clock = new MutableClock();
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(settings, identities, clock, Runnable::run);
        return new MetricsPublisher(
                hasRegistry ? registry() : null,
                counters,
                calls,
                new Issuer(
                        "https://auth.example.com",
                        tokens,
                        SenderConstraint.create(settings, clock),
                        SessionAuthenticators.create(
                                settings,
                                query -> new Absent(),
                                tokens.sessionCacheTokens(),
                                identities,
                                clock,
                                Runnable::run)));
    }

    private MetricRegistry registry() {
        return (MetricRegistry)
                Proxy.newProxyInstance(
                        MetricsPublisherTest.class.getClassLoader(),
                        new Class<?>[] {MetricRegistry.class},
                        (proxy, method, arguments) -> call(method.getName(), arguments));
    }

    private Object call(String method, Object... arguments) {
        if (method.equals("remove")) {
            return registered.remove((MetricID) arguments[0]) != null;
        }
        Metadata metadata = (Metadata) arguments[0];
        registered.put(
                new MetricID(metadata.getName(), (Tag[]) arguments[2]), (Supplier<?>) arguments[1]);
        return null;
    }
}
