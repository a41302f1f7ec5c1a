package betterauth.jakarta.token;

import static org.assertj.core.api.Assertions.assertThat;

import betterauth.jakarta.config.ConfigValues;
import betterauth.jakarta.config.Settings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClaimMismatchTest {

    private static final JsonObject OF_ANOTHER =
            Json.createObjectBuilder().add("iss", "https://auth.other.example").build();

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final ClaimMismatch mismatch =
            ClaimMismatch.ofTokens(
                    Settings.read(
                                    new ConfigValues(
                                            key ->
                                                    Optional.ofNullable(
                                                            Map.of(
                                                                            "better-auth.url",
                                                                            "https://auth.example.com")
                                                                    .get(key))))
                            .jwt(),
                    nanos::get);

    @Test
    void asksForTheSignatureOfUnsignedTokensOnceAMinute() {
        for (int i = 0; i < 1000; i++) {
            mismatch.check(OF_ANOTHER, this::isNotSigned);
        }
        assertThat(asked).hasValue(1);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        mismatch.check(OF_ANOTHER, this::isNotSigned);

        assertThat(asked).hasValue(2);
    }

    private boolean isNotSigned() {
        asked.incrementAndGet();
        return false;
    }
}
