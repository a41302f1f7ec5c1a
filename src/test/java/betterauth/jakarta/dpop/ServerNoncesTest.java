package betterauth.jakarta.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.config.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerNoncesTest {

    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");
    private static final Secret OTHER = new Secret("fedcba9876543210fedcba9876543210");

    private final MutableClock clock = new MutableClock();

    @Test
    void acceptsANonceInItsPeriodAndTheNext() {
        ServerNonces nonces = nonces(List.of());
        String nonce = nonces.current();
        assertThat(nonce).matches("[A-Za-z0-9_-]{43}");

        clock.advance(Duration.ofSeconds(59));
        assertThat(nonces.current()).isEqualTo(nonce);
        clock.advance(Duration.ofSeconds(1));
        assertThat(nonces.current()).isNotEqualTo(nonce);
        assertThat(nonces.accepts(nonce)).isTrue();
        clock.advance(Duration.ofSeconds(60));
        assertThat(nonces.accepts(nonce)).isFalse();
    }

    @Test
    void acceptsTheNonceOfANodeWhoseClockIsAhead() {
        MutableClock ahead = new MutableClock();
        ahead.advance(Duration.ofSeconds(60));
        ServerNonces nodes = ServerNonces.of(List.of(SECRET), Duration.ofSeconds(60), ahead);

        assertThat(nonces(List.of(SECRET)).accepts(nodes.current())).isTrue();
        ahead.advance(Duration.ofSeconds(60));
        assertThat(nonces(List.of(SECRET)).accepts(nodes.current())).isFalse();
    }

    @Test
    void sharesNoncesByTheFirstSecretOnly() {
        String nonce = nonces(List.of(SECRET, OTHER)).current();

        assertThat(nonces(List.of(SECRET)).accepts(nonce)).isTrue();
        assertThat(nonces(List.of(OTHER, SECRET)).accepts(nonce)).isFalse();
        assertThat(nonces(List.of()).accepts(nonce)).isFalse();
        assertThat(nonces(List.of()).accepts(nonces(List.of()).current())).isFalse();
    }

    @Test
    void acceptsNothingElse() {
        ServerNonces nonces = nonces(List.of());
        for (String other :
                List.of("", "x", nonces.current() + "=", nonces.current().substring(1))) {
            assertThat(nonces.accepts(other)).isFalse();
        }
    }

    private ServerNonces nonces(List<Secret> secrets) {
        return ServerNonces.of(secrets, Duration.ofSeconds(60), clock);
    }
}
