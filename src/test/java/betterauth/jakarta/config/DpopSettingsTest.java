package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DpopSettingsTest {

    @Test
    void asksForNoNonceByDefault() {
        assertThat(read(Map.of()))
                .isEqualTo(new DpopSettings(false, Duration.ofMinutes(1), 32 * 1024 * 1024));
    }

    @Test
    void takesOtherValues() {
        assertThat(
                        read(
                                Map.of(
                                        "better-auth.oauth.dpop.nonce", "true",
                                        "better-auth.oauth.dpop.max-age", "PT10M",
                                        "better-auth.oauth.dpop.replay-cache-bytes", "64KiB")))
                .isEqualTo(new DpopSettings(true, Duration.ofMinutes(10), 64 * 1024));
    }

    @ParameterizedTest
    @CsvSource({
        "nonce, yes, 'true or false: yes'",
        "max-age, PT10M1S, 'a duration of at most PT10M, such as PT1M: PT10M1S'",
        "max-age, PT0S, 'a positive ISO-8601 duration of at most P3650D, such as PT30S: PT0S'",
        "max-age, -PT5S, 'a positive ISO-8601 duration of at most P3650D, such as PT30S: -PT5S'",
        "replay-cache-bytes, 65535, 'at least 64KiB: 65535'",
        "replay-cache-bytes, 8MB, 'a number of bytes, such as 33554432 or 32MiB: 8MB'"
    })
    void refusesOtherTexts(String key, String value, String message) {
        String name = "better-auth.oauth.dpop." + key;

        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(name + " must be " + message);
    }

    private static DpopSettings read(Map<String, String> values) {
        return DpopSettings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
    }
}
