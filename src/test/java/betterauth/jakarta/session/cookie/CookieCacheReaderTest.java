package betterauth.jakarta.session.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.MutableClock;
import betterauth.jakarta.cache.CoalescingCache;
import betterauth.jakarta.credential.SessionCredential.SessionCookie;
import betterauth.jakarta.credential.SessionToken;
import betterauth.jakarta.identity.Authentication.Verified;
import betterauth.jakarta.identity.ClaimsMapper;
import betterauth.jakarta.identity.Roles;
import betterauth.jakarta.identity.SessionClaims;
import betterauth.jakarta.token.Verification;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieCacheReaderTest {

    private static final String TOKEN = "c5OA5Y45UTvNAW7QpY9yJgZWzvC8kvMI";
    private static final SessionCookie COOKIE =
            new SessionCookie("name", new SessionToken(TOKEN, null), "data");

    private final MutableClock clock = new MutableClock();
    private final AtomicBoolean keyIsCurrent = new AtomicBoolean(true);
    private final AtomicBoolean opens = new AtomicBoolean(true);
    private final AtomicInteger opened = new AtomicInteger();

    @Test
    void evictsADecisionByAKeyThatLeftTheKeySet() {
        CookieCacheReader reader = reader("1", "\"1\"");
        assertThat(reader.read(COOKIE)).containsInstanceOf(Verified.class);
        assertThat(reader.getIfPresent(COOKIE)).isPresent();

        keyIsCurrent.set(false);
        opens.set(false);

        assertThat(reader.getIfPresent(COOKIE)).isEmpty();
        assertThat(reader.read(COOKIE)).isEmpty();
        assertThat(opened).hasValue(2);
    }

    @Test
    void cachesADecisionByACurrentKey() {
        CookieCacheReader reader = reader("1", "\"1\"");
        reader.read(COOKIE);

        assertThat(reader.getIfPresent(COOKIE)).isPresent();
        assertThat(opened).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, '\"1\"', true",
        "2024-07, '\"2024-07\"', true",
        "2, '\"1\"', false",
        "1, '\"2\"', false",
        "1, 1, false",
        "1, null, false",
        "1, '\"\"', false"
    })
    void believesTheConfiguredVersionOnly(String configured, String version, boolean believed) {
        assertThat(reader(configured, version).read(COOKIE).isPresent()).isEqualTo(believed);
    }

    private CookieCacheReader reader(String version, String inCookie) {
        ClaimsMapper identities = new ClaimsMapper(new Roles(List.of("role")), clock);
        return new CookieCacheReader(
                value -> {
                    opened.incrementAndGet();
                    return opens.get()
                            ? Optional.of(
                                    new Verification.Valid(
                                            payload(inCookie),
                                            clock.instant().plusSeconds(300),
                                            keyIsCurrent::get))
                            : Optional.empty();
                },
                version,
                new SessionClaims(identities, "https://auth.example.com"),
                new CoalescingCache<>("cookie-cache", 10, 1_000_000, 10, clock),
                clock);
    }

    private static JsonObject payload(String version) {
        String text =
                "{\"session\":{\"id\":\"s1\",\"token\":\"%s\",\"expiresAt\":\"2099-01-01T00:00:00Z\"},"
                                .formatted(TOKEN)
                        + "\"user\":{\"id\":\"u1\",\"role\":\"user\"},\"version\":"
                        + version
                        + "}";
        return Json.createReader(new StringReader(text)).readObject();
    }
}
