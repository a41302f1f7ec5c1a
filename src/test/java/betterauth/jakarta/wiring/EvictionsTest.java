package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.cache.CredentialHash;
import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import betterauth.jakarta.identity.Authentication.Anonymous;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Decision;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.issuer.Issuer;
import betterauth.jakarta.issuer.SenderConstraint;
import betterauth.jakarta.session.SessionAuthenticators;
import betterauth.jakarta.spi.SessionAnswer.Absent;
import betterauth.jakarta.token.TokenAuthenticator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EvictionsTest {

    private final MutableClock clock = new MutableClock();
    private final CoalescingCache<Decision> cache =
            new CoalescingCache<>("sessions", 10, 100_000, 1, clock);
    private final List<String> told = new ArrayList<>();
    private final List<Consumer<String>> receivers = new ArrayList<>();
    private final Evictions evictions = new Evictions(issuer(), nodes());

    @Test
    void emptyTheCachesOfThisNodeAndOfTheOthers() {
        fill();

        evictions.everything();

        assertThat(cache.statistics().size()).isZero();
        assertThat(told).containsExactly("everything");
    }

    @Test
    void emptyTheCachesAsAnotherNodeSaysAndTellNobody() {
        fill();

        receivers.get(0).accept("everything");

        assertThat(cache.statistics().size()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void evictASessionFromEachNode() {
        evictions.session("s1");
        receivers.get(0).accept("session:s1");

        assertThat(told).containsExactly("session:s1");
    }

    @Test
    void doNothingAtWhatTheyDoNotKnow() {
        fill();

        receivers.get(0).accept("");
        receivers.get(0).accept("something");

        assertThat(cache.statistics().size()).isEqualTo(1);
    }

    private void fill() {
        cache.put(
                CredentialHash.of("a"),
                new Decision(
                        new Anonymous(), clock.instant().plus(Duration.ofDays(1)), () -> true));
        assertThat(cache.statistics().size()).isEqualTo(1);
    }

    private Nodes nodes() {
        return new Nodes() {
            @Override
            public void tell(String text) {
                told.add(text);
            }

            @Override
            public void listen(Consumer<String> receiver) {
                receivers.add(receiver);
            }
        };
    }

    private Issuer issuer() {
        Settings settings =
                Settings.read(
                        new ConfigValues(
                                key ->
                                        key.equals("better-auth.url")
                                                ? Optional.of("https://auth.example.com")
                                                : Optional.empty()));
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        TokenAuthenticator tokens =
                TokenAuthenticator.create(settings, identities, clock, Runnable::run);
        return new Issuer(
                "https://auth.example.com",
                tokens,
                Optional.empty(),
                SenderConstraint.create(settings, clock),
                SessionAuthenticators.create(
                        settings,
                        query -> new Absent(),
                        tokens.sessionCacheTokens(),
                        identities,
                        clock,
                        Runnable::run),
                List.of(cache));
    }
}
