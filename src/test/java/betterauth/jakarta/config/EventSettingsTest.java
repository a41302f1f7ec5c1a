package betterauth.jakarta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventSettingsTest {

    private static final String KEY = "better-auth.events.secret";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void receivesNoneByDefault() {
        assertThat(read(Map.of()).secret()).isNull();
    }

    @Test
    void takesASecretAndPrintsNone() {
        EventSettings events = read(Map.of(KEY, SECRET, "better-auth.secret", SECRET + "x"));

        assertThat(events.secret()).isEqualTo(new Secret(SECRET));
        assertThat(events.toString()).doesNotContain(SECRET);
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> read(Map.of(KEY, "short")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("better-auth.events.secret must have at least 32 bytes");
    }

    @Test
    void refusesTheSecretOfCookies() {
        assertThatThrownBy(() -> read(Map.of(KEY, SECRET, "better-auth.secret", SECRET)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "better-auth.events.secret must differ from better-auth.secret: whoever may"
                                + " send events could sign sessions");
    }

    private static EventSettings read(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("better-auth.url", "https://auth.example.com");
        return Settings.read(new ConfigValues(key -> Optional.ofNullable(all.get(key)))).events();
    }
}
