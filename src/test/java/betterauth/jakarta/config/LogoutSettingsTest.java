package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogoutSettingsTest {

    @Test
    void acceptsNoLogoutTokensByDefault() {
        LogoutSettings settings = read(Map.of());

        assertThat(settings)
                .isEqualTo(new LogoutSettings(Set.of(), Duration.ofHours(1), 8 * 1024 * 1024));
        assertThat(settings.isEnabled()).isFalse();
    }

    @Test
    void takesOtherValues() {
        LogoutSettings settings =
                read(
                        Map.of(
                                "better-auth.oauth.logout.client-ids", "shop, api",
                                "better-auth.oauth.logout.max-token-age", "PT8H",
                                "better-auth.oauth.logout.cache-bytes", "64KiB"));

        assertThat(settings)
                .isEqualTo(
                        new LogoutSettings(Set.of("shop", "api"), Duration.ofHours(8), 64 * 1024));
        assertThat(settings.isEnabled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "max-token-age, PT0S, 'a positive ISO-8601 duration of at most P3650D, such as PT30S: PT0S'",
        "max-token-age, 3600, 'a positive ISO-8601 duration of at most P3650D, such as PT30S: 3600'",
        "cache-bytes, 65535, 'at least 64KiB: 65535'",
        "cache-bytes, x, 'a number of bytes, such as 33554432 or 32MiB: x'"
    })
    void refusesOtherTexts(String key, String value, String message) {
        String name = "better-auth.oauth.logout." + key;

        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(name + " must be " + message);
    }

    private static LogoutSettings read(Map<String, String> values) {
        return LogoutSettings.read(new ConfigValues(key -> Optional.ofNullable(values.get(key))));
    }
}
